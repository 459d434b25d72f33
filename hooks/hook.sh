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
case $tickets_event in
pre-push | pre-receive)
  tickets_input=$(cat)
  printf '%s\n' "$tickets_input" | "$tickets_found" hook "$tickets_event" "$@" || exit $?
  exec <<TICKETS_INPUT
$tickets_input
TICKETS_INPUT
  ;;
prepare-commit-msg)
  [ -z "$tickets_found" ] || "$tickets_found" hook "$tickets_event" "$@" || exit $?
  ;;
*)
  "$tickets_found" hook "$tickets_event" "$@" || exit $?
  ;;
esac
