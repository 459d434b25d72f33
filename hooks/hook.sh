# Runs 'tickets hook' for the event that this file is named after; what stands below gets the same arguments and input.
tickets_event=${0##*/}
tickets_found=
for tickets_tool in tickets; do
  if command -v "$tickets_tool" >/dev/null 2>&1; then
    tickets_found=$tickets_tool
    break
  fi
done
# What '--no-verify' does not pass by must not stop all commits only because there is no tool.
if [ -z "$tickets_found" ] && [ "$tickets_event" != prepare-commit-msg ]; then
  echo "tickets: $tickets_event cannot run: the tool is neither where it was installed from nor on the PATH" >&2
  echo "  'tickets hooks install' records where it is; '--no-verify' passes this by once" >&2
  exit 1
fi
# The folders that hold .tickets, as seen from the top of the repository, a line each.
tickets_judge() {
  set -- --root . "$@"
  "$tickets_found" hook "$tickets_event" "$@"
}
case $tickets_event in
pre-push | pre-receive)
  tickets_input=$(cat)
  printf '%s\n' "$tickets_input" | tickets_judge "$@" || exit $?
  exec <<TICKETS_INPUT
$tickets_input
TICKETS_INPUT
  ;;
prepare-commit-msg)
  [ -z "$tickets_found" ] || tickets_judge "$@" || exit $?
  ;;
*)
  tickets_judge "$@" || exit $?
  ;;
esac
