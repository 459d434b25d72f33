# shellcheck shell=sh
# What the scripts share: installing what the build needs, and the release binary. Sourced with `root` set to the
# checkout. Everything said here goes to standard error, because standard output belongs to the tool.

# shellcheck disable=SC2154 # set by the script that sources this file
release_path=$root/.build-release
release_stamp=$release_path/built
release_binary=$release_path/release/tickets

# A crashing test must end; the backtracer would keep its pipe open.
export SWIFT_BACKTRACE=enable=no

say() {
  printf 'tickets: %s\n' "$*" >&2
}

# Runs a command, and shows what it printed only when it fails.
quietly() {
  quiet_log=$(mktemp) || return
  quiet_status=0
  "$@" >"$quiet_log" 2>&1 || quiet_status=$?
  [ "$quiet_status" -eq 0 ] || cat "$quiet_log" >&2
  rm -f "$quiet_log"
  return "$quiet_status"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

have_libraries() {
  pkg-config --exists libgit2 yaml-0.1 2>/dev/null
}

install_debian_packages() {
  # Package lists may be missing or old: try, refresh them, try again. The timeout waits for another apt-get to end.
  set -- env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300
  as_root "$@" install --no-install-recommends libgit2-dev libyaml-dev pkg-config && return
  as_root "$@" update
  as_root "$@" install --no-install-recommends libgit2-dev libyaml-dev pkg-config
}

# Makes sure that there is a compiler, libgit2 and libyaml.
install_dependencies() {
  if ! command -v swift >/dev/null; then
    say "Swift is not on your PATH; install Swift 6.2 or newer from https://www.swift.org/install, then try again."
    return 2
  fi
  have_libraries && return
  if command -v apt-get >/dev/null; then
    say "installing libgit2-dev, libyaml-dev and pkg-config with apt-get"
    quietly install_debian_packages || return 2
  elif command -v brew >/dev/null; then
    say "installing libgit2, libyaml and pkgconf with Homebrew"
    quietly brew install libgit2 libyaml pkgconf || return 2
  fi
  have_libraries || say "pkg-config does not find libgit2 and yaml-0.1; if the build fails, install them."
}

# Whether the release binary runs (a library may have gone since) and nothing that it is made from is newer.
release_is_current() {
  [ -e "$release_stamp" ] && "$release_binary" --version >/dev/null 2>&1 || return
  [ -z "$(cd "$root" && find Sources Package.swift TICKETS.md AGENTS_EXAMPLE.md -newer "$release_stamp")" ]
}

# Builds the release binary: the same sources and compiler make the same bytes, in whatever folder they lie. Debug
# information and a path to libraries would name that folder. SwiftPM locks its scratch path, so a second build waits for the first and finds it done.
build_release() {
  install_dependencies || return
  mkdir -p "$release_path" || return 2
  # Taken before the build, so that a source edited meanwhile counts as newer.
  new_stamp=$(mktemp "$release_stamp.XXXXXX") || return 2
  set -- swift build -c release --product tickets --package-path "$root" --scratch-path "$release_path" \
    -debug-info-format none -Xswiftc -file-prefix-map -Xswiftc "$root=." -Xcc "-ffile-prefix-map=$root=."
  # What the linker resolves at the start, nothing can change later.
  [ "$(uname)" != Linux ] || set -- "$@" --static-swift-stdlib --disable-local-rpath -Xlinker -z -Xlinker now
  say "building from source; this happens once after each change"
  if ! quietly "$@"; then
    rm -f "$new_stamp"
    say "the build failed"
    return 2
  fi
  mv -f "$new_stamp" "$release_stamp"
}
