// Doctor: the command that installs what `cap` is built with, on the system that this is.

const commands: Readonly<Record<string, string>> = {
  debian: "apt-get install -y build-essential python3 libpcap-dev",
  fedora: "dnf install -y gcc-c++ make python3 libpcap-devel",
  alpine: "apk add build-base python3 libpcap-dev",
};

/** Distributions that do not say in `ID_LIKE` which of these they descend from. */
const descendants: Readonly<Record<string, string>> = { rhel: "fedora", centos: "fedora", ubuntu: "debian" };

const named = "install a C++ compiler, make, Python 3 and the headers of libpcap";

/** `osRelease` is the text of /etc/os-release; undefined, or a system that is none of the three, is told what the parts are. */
export function captureLibraryCommand(osRelease: string | undefined): string {
  const words = [...(osRelease ?? "").matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].flatMap(
    ([, value = ""]) => value.match(/[a-z][a-z0-9.-]*/g) ?? [],
  );
  const families = words.map((word) => descendants[word] ?? word);
  const command = families.map((family) => commands[family]).find((known) => known !== undefined);
  return command === undefined ? named : `${command}, as root`;
}
