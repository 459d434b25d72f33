/// A date and a time of day in UTC, as a calendar and a clock show them.
struct CivilTime {
  var year: Int64
  var month: Int64
  var day: Int64
  var hour: Int64 = 0
  var minute: Int64 = 0
  var second: Int64 = 0
  var millisecond: Int64 = 0

  /// Whether the calendar has such a day in the years 1 to 9999, and the clock such a time; leap seconds are not.
  var isReal: Bool {
    1...9999 ~= year && 1...12 ~= month && 1...daysInMonth ~= day
      && 0..<24 ~= hour && 0..<60 ~= minute && 0..<60 ~= second
  }

  private var daysInMonth: Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  var instant: Instant {
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return Instant(milliseconds: seconds * 1000 + millisecond)
  }

  // Both directions count in years that begin in March, so that the leap day is the last of its year, and in the
  // 146,097 days after which the calendar repeats. 719,468 days lie between March 1 of year 0 and January 1, 1970.

  private var days: Int64 {
    let shiftedYear = month > 2 ? year : year - 1
    let era = shiftedYear.flooredDivision(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension CivilTime {
  init(_ instant: Instant) {
    let days = instant.milliseconds.flooredDivision(by: 86_400_000)
    let rest = (instant.milliseconds % 86_400_000 + 86_400_000) % 86_400_000
    let shifted = days + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    hour = rest / 3_600_000
    minute = rest / 60_000 % 60
    second = rest / 1000 % 60
    millisecond = rest % 1000
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
