/// What an object is, with the number that libgit2 has for it.
package enum ObjectType: Int32, Sendable {
  case commit = 1
  case tree = 2
  case blob = 3
  case tag = 4
}
