# shellcheck shell=sh
# What installing, uninstalling and packaging share: the options, and the files. Sourced after build.sh.

# Shows the comment at the top of a script.
usage() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
}

absolute() {
  case $1 in
  /*) printf '%s\n' "$1" ;;
  *) printf '%s\n' "$PWD/$1" ;;
  esac
}

# Sets `prefix`, `binary` (empty unless given), and `target`: where the prefix lies on this machine.
read_options() {
  prefix=/usr/local binary=
  while [ $# -gt 0 ]; do
    case $1 in
    --prefix | --binary)
      if [ $# -lt 2 ]; then
        say "$1 needs a value"
        exit 2
      fi
      [ "$1" = --binary ] && binary=$2 || prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#*=} ;;
    --binary=*) binary=${1#*=} ;;
    -h | --help)
      usage
      exit
      ;;
    *)
      say "unknown option '$1'; see $0 --help"
      exit 2
      ;;
    esac
    shift
  done
  prefix=$(absolute "$prefix")
  [ -z "$binary" ] || binary=$(absolute "$binary")
  target=${DESTDIR-}${prefix%/}
  # What was installed, below the prefix: a line each, folders with a slash at the end and before what is in them.
  installed=$target/share/tickets/installed
}

# Whether this user may change the target, or make it.
target_is_ours() {
  existing=$target
  while [ ! -e "$existing" ]; do
    existing=$(dirname -- "$existing")
  done
  [ -w "$existing" ]
}

# Makes the tool unless one was given.
have_binary() {
  [ -z "$binary" ] || return 0
  release_is_current || build_release || exit 2
  # shellcheck disable=SC2154 # set by build.sh
  binary=$release_binary
}

# arrange_files FOLDER: everything that a user gets, as it lies below a prefix.
arrange_files() (
  mkdir -p "$1"
  cd "$1" || exit
  mkdir -p bin share/man/man1 share/bash-completion/completions share/zsh/site-functions \
    share/fish/vendor_completions.d share/fish/vendor_conf.d
  cp -- "$binary" bin/tickets
  chmod 755 bin/tickets
  # Elsewhere stripping would break the signature.
  [ "$(uname)" != Linux ] || ! command -v strip >/dev/null || strip -R .comment -R .note bin/tickets
  # With these names `git tickets` and `git tickets --help` work.
  ln -s tickets bin/git-tickets
  ln -s tickets.1 share/man/man1/git-tickets.1
  bin/tickets man >share/man/man1/tickets.1
  bin/tickets completions bash >share/bash-completion/completions/tickets
  bin/tickets completions zsh >share/zsh/site-functions/_tickets
  bin/tickets completions fish >share/fish/vendor_completions.d/tickets.fish
  # Shells look here when git completes 'git tickets'; fish asks its git completion only for what is known at its start.
  ln -s tickets share/bash-completion/completions/git-tickets
  ln -s _tickets share/zsh/site-functions/_git-tickets
  ln -s tickets.fish share/fish/vendor_completions.d/git-tickets.fish
  ln -s ../vendor_completions.d/tickets.fish share/fish/vendor_conf.d/tickets.fish
)

# Removes what the list names, backwards; a folder only when nothing else is in it.
remove_installed() {
  awk '{ names[NR] = $0 } END { while (NR) print names[NR--] }' "$installed" | while IFS= read -r name; do
    case $name in
    */) rmdir -- "$target/$name" 2>/dev/null || : ;;
    *) rm -f -- "$target/$name" ;;
    esac
  done
}
