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
  # A folder from before the last of them was added is made anew.
  [ -x "$root/.judges/bin/backlog-py" ] || rm -rf "$root/.judges"
  if [ ! -x "$root/.judges/bin/python3" ] && command -v python3 >/dev/null; then
    say "installing parsers of HTML, SARIF and JUnit, and two tools that export must suit"
    if ! { quietly python3 -m venv "$root/.judges" &&
      quietly "$root/.judges/bin/python3" -m pip --quiet install html5lib jsonschema junitparser sarif-pydantic backlog-md-py pyyaml &&
      quietly "$root/.judges/bin/python3" -m pip --quiet install --no-deps codex-autorunner; }; then
      rm -rf "$root/.judges"
      say "they cannot be installed"
    fi
  fi
  find_chromium >/dev/null || say "there is no Chromium, so the page is not tried in a browser"
  [ -x "$root/.judges/bin/python3" ] || say "there are no such parsers, so the page and the reports are judged less"
}
