# shellcheck shell=sh
# Programs that are not ours and judge what we write: a browser, and parsers in a folder of their own. Tests that need
# one that is not there are skipped, and say so. Sourced after build.sh.

find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

# shellcheck disable=SC2154 # set by the script that sources this file
install_judges() {
  if ! { find_chromium && command -v xmllint; } >/dev/null && may_install; then
    say "installing Chromium and xmllint for the tests"
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
      install --no-install-recommends chromium libxml2-utils || say "they cannot be installed"
  fi
  set -- html5lib jsonschema junitparser sarif-pydantic backlog-md-py pyyaml github-action-utils pyte
  # Of these only a part is wanted, without what the whole of them needs.
  alone='codex-autorunner axe-playwright-python gitlab-cq'
  # A folder from before one of them was added is made anew.
  [ "$(cat "$root/.judges/packages" 2>/dev/null)" = "$* $alone" ] || rm -rf "$root/.judges"
  if [ ! -x "$root/.judges/bin/python3" ] && command -v python3 >/dev/null; then
    say "installing parsers and checkers of what is written for others"
    # shellcheck disable=SC2086 # a list of words
    if ! { quietly python3 -m venv "$root/.judges" &&
      quietly "$root/.judges/bin/python3" -m pip --quiet install "$@" &&
      quietly "$root/.judges/bin/python3" -m pip --quiet install --no-deps $alone &&
      echo "$* $alone" >"$root/.judges/packages"; }; then
      rm -rf "$root/.judges"
      say "they cannot be installed"
    fi
  fi
  find_chromium >/dev/null || say "there is no Chromium, so the page is not tried in a browser"
  [ -x "$root/.judges/bin/python3" ] || say "there are no such parsers, so the page and the reports are judged less"
}
