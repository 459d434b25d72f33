#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Work on several threads at once, joined before it returns.
package enum Threads {
  /// How many processors this machine lends us.
  private static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private final class Task {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  /// Runs the work once for each number below the count, each on a thread of its own, zero on this one.
  package static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    var started: [pthread_t] = []
    for index in 1..<max(count, 1) {
      if let thread = begin({ work(index) }) { started.append(thread) }
    }
    work(0)
    for thread in started { pthread_join(thread, nil) }
  }

  /// Does some work here while other work is done beside it, and returns when both are done.
  package static func run(_ work: () -> Void, beside other: @escaping @Sendable () -> Void) {
    let thread = begin(other)
    work()
    if let thread { pthread_join(thread, nil) }
  }

  /// Begins work on a thread of its own; where there is no thread to be had, it is done here instead.
  private static func begin(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
    let task = unsafe Unmanaged.passRetained(Task(work))
    if let thread = unsafe start(task.toOpaque()) { return thread }
    unsafe task.takeRetainedValue().run()
    return nil
  }

  #if canImport(Darwin)
    private static func start(_ task: UnsafeMutableRawPointer) -> pthread_t? {
      var thread: pthread_t?
      let status = unsafe pthread_create(&thread, nil, { unsafe Threads.enter($0) }, task)
      return status == 0 ? thread : nil
    }
  #else
    private static func start(_ task: UnsafeMutableRawPointer) -> pthread_t? {
      var thread = pthread_t()
      let status = unsafe pthread_create(&thread, nil, { unsafe $0.flatMap { unsafe Threads.enter($0) } }, task)
      return status == 0 ? thread : nil
    }
  #endif

  private static func enter(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }

  /// Applies a function to each number below the count, on as many threads as pay, and keeps the order.
  ///
  /// Each thread makes its own state first (an open tree, a buffer): it is never shared.
  package static func map<State, Value: Sendable, Failure: Error>(
    count: Int, atLeast grain: Int = 64,
    state: @escaping @Sendable () throws(Failure) -> State,
    _ transform: @escaping @Sendable (borrowing State, Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    // Little work asks for no count of processors, which is a file to read.
    let threads = count < 2 * grain ? 1 : min(processorCount, count / grain)
    let results = Slots<Result<[Value], Failure>>(threads)
    run(threads) { thread in
      let first = count * thread / threads
      let last = count * (thread + 1) / threads
      results.set(
        thread,
        Result { () throws(Failure) -> [Value] in
          let own = try state()
          var values: [Value] = []
          values.reserveCapacity(last - first)
          for index in first..<last { values.append(try transform(own, index)) }
          return values
        })
    }
    var all: [Value] = []
    all.reserveCapacity(count)
    for result in results.values { all += try result.get() }
    return all
  }

  /// Applies a function that needs no state.
  package static func map<Value: Sendable>(
    count: Int, atLeast grain: Int = 512, _ transform: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    map(count: count, atLeast: grain, state: {}) { _, index in transform(index) }
  }
}
