@main
struct Tickets {
  static func main() {}
}
