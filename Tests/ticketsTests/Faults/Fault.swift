import Foundation
import TestSupport
import Testing

/// Something that goes wrong at one call of the system.
enum Fault: Sendable, CustomTestStringConvertible {
  /// The process is gone, in the middle of the bytes when it was writing.
  case death
  /// From here on there is no room for anything new.
  case fullDisk
  /// The call fails once.
  case error(Int32)
  /// From here on every call fails.
  case broken
  /// Each call is interrupted first, and then done.
  case interruptions
  /// Only half of the bytes are ever written at once, as the system may do.
  case halfWrites

  fileprivate var name: String {
    switch self {
    case .death: "death"
    case .fullDisk: "full"
    case .error(let code): String(code)
    case .broken: "broken"
    case .interruptions: "interrupt"
    case .halfWrites: "half"
    }
  }

  var testDescription: String { name }
}

/// A library that stands between a program and the system, so that any call can be made to fail.
///
/// What writes or locks is counted, and the call of a number fails. Only where programs can be given such a library,
/// and a C compiler is at hand to make it.
enum FaultyCalls {
  /// The library, or nothing when it cannot be made here.
  static let library: String? = {
    #if os(Linux)
      let path = NSTemporaryDirectory() + "/tickets-faults-\(getpid()).so"
      // Swift brings a compiler along where the system has none.
      let words = ["-c", "$(command -v cc || command -v clang) -shared -fPIC -O1 -x c - -o '\(path)' -ldl"]
      let programs = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      let made = try? run("/bin/sh", words, in: "/", environment: ["PATH": programs], input: Array(source.utf8))
      return made?.status == 0 ? path : nil
    #else
      return nil
    #endif
  }()

  /// What the environment of a program must hold for its call of this number to fail; none fails at 0.
  static func environment(_ fault: Fault, at call: Int, countingTo file: String) -> [String: String] {
    [
      "LD_PRELOAD": library ?? "", "FAULT": fault.name, "FAULT_AT": String(call), "FAULT_COUNT": file,
    ]
  }

  private static let source = #"""
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <fcntl.h>
    #include <signal.h>
    #include <stdarg.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/file.h>
    #include <sys/stat.h>
    #include <unistd.h>

    static int calls;
    static const char *fault;
    static int fault_at;
    static int is_tool;

    /* What the tool starts is left alone. */
    __attribute__((constructor)) static void begin(void) {
      fault = getenv("FAULT");
      is_tool = !strcmp(program_invocation_short_name, "tickets");
      fault_at = is_tool ? atoi(getenv("FAULT_AT")) : 0;
    }

    __attribute__((destructor)) static void end(void) {
      if (!is_tool) return;
      FILE *file = fopen(getenv("FAULT_COUNT"), "w");
      if (file) {
        fprintf(file, "%d", calls);
        fclose(file);
      }
    }

    #define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

    static int fails(int takes_room) {
      int call = ++calls;
      if (!fault_at || call < fault_at) return 0;
      if (!strcmp(fault, "full")) {
        errno = ENOSPC;
        return takes_room;
      }
      if (!strcmp(fault, "broken")) {
        errno = EIO;
        return 1;
      }
      if (!strcmp(fault, "half")) return 0;
      if (!strcmp(fault, "interrupt")) {
        static int interrupted;
        interrupted = !interrupted;
        errno = EINTR;
        return interrupted;
      }
      if (call > fault_at) return 0;
      if (!strcmp(fault, "death")) kill(getpid(), SIGKILL);
      errno = atoi(fault);
      return 1;
    }

    ssize_t write(int file, const void *bytes, size_t count) {
      int is_death = fault_at && calls + 1 == fault_at && !strcmp(fault, "death");
      if (is_death || (fault_at && !strcmp(fault, "half"))) {
        ssize_t written = NEXT(write)(file, bytes, (count + 1) / 2);
        fails(1);
        return written;
      }
      return file > 2 && fails(1) ? -1 : NEXT(write)(file, bytes, count);
    }

    #define OPENAT(name) \
      int name(int folder, const char *path, int flags, ...) { \
        va_list list; \
        va_start(list, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0; \
        va_end(list); \
        if (!(flags & O_CREAT)) return NEXT(name)(folder, path, flags); \
        int is_new = faccessat(folder, path, F_OK, 0); \
        return fails(is_new) ? -1 : NEXT(name)(folder, path, flags, mode); \
      }
    OPENAT(openat)
    OPENAT(openat64)

    int mkdirat(int folder, const char *path, mode_t mode) {
      return fails(1) ? -1 : NEXT(mkdirat)(folder, path, mode);
    }
    int renameat(int folder, const char *from, int folder2, const char *to) {
      return fails(0) ? -1 : NEXT(renameat)(folder, from, folder2, to);
    }
    int linkat(int folder, const char *from, int folder2, const char *to, int flags) {
      return fails(1) ? -1 : NEXT(linkat)(folder, from, folder2, to, flags);
    }
    int unlinkat(int folder, const char *path, int flags) {
      return fails(0) ? -1 : NEXT(unlinkat)(folder, path, flags);
    }
    int ftruncate(int file, off_t size) { return fails(0) ? -1 : NEXT(ftruncate)(file, size); }
    int fsync(int file) { return fails(0) ? -1 : NEXT(fsync)(file); }
    int flock(int file, int operation) { return fails(0) ? -1 : NEXT(flock)(file, operation); }
    int fchmod(int file, mode_t mode) { return fails(0) ? -1 : NEXT(fchmod)(file, mode); }
    """#
}
