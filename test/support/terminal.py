"""Runs a command in a pseudo-terminal: types each given answer when a question ends with ": ", "] " or "> ", or Ctrl-C is named."""
import fcntl, os, pty, struct, sys, termios

answers, command = sys.argv[1].split("|"), sys.argv[2:]
columns = int(os.environ.get("SCREEN_COLUMNS", "0"))
pid, screen = pty.fork()
if pid == 0:
    if columns:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    os.execvp(command[0], command)
seen = b""
while True:
    try:
        chunk = os.read(screen, 4096)
    except OSError:  # the command has closed its side
        break
    if not chunk:
        break
    os.write(1, chunk)
    seen += chunk
    asked = seen.rstrip(b"\x1b[0123456789GJK").endswith((b": ", b"] ", b"> "))
    if answers and (asked or seen.endswith(b"Stop with Ctrl-C.\r\n")):
        os.write(screen, answers.pop(0).encode() + b"\r")
        seen = b""
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
