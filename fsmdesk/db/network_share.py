"""Tells whether a file lies on a network share, where SQLite files get destroyed.

File locks over SMB and NFS are unreliable; see https://www.sqlite.org/howtocorrupt.html, section 2.
"""

import subprocess
import sys
from pathlib import Path

NETWORK_SYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb2",
        "smb3",
        "smbfs",
        "afpfs",
        "webdav",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
        "fuse.smbnetfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "fuse.glusterfs",
        "ncpfs",
    }
)
_WINDOWS_REMOTE = 4


def network_system(path: Path) -> str:
    """The name of the network file system that holds `path`, or an empty string if the disk is local."""
    if sys.platform == "win32":
        return _on_windows(path)
    mounts = _linux_mounts() if sys.platform.startswith("linux") else _bsd_mounts()
    return network_system_among(path, mounts)


def network_system_among(path: Path, mounts: list[tuple[str, str]]) -> str:
    """The same, told from a list of (mount point, file system) in the order in which they were mounted.

    The longest mount point decides; of two at the same point, the later one covers the earlier.
    """
    place = path.resolve()
    holding = [
        (len(Path(point).parts), at, system)
        for at, (point, system) in enumerate(mounts)
        if place.is_relative_to(point)
    ]
    if not holding:
        return ""
    _, _, system = max(holding)
    return system if system in NETWORK_SYSTEMS else ""


def _linux_mounts() -> list[tuple[str, str]]:
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    fields = (line.split() for line in lines)
    return [(field[1].replace("\\040", " "), field[2]) for field in fields if len(field) > 2]


def _bsd_mounts() -> list[tuple[str, str]]:
    """Mounts as `mount` prints them on macOS: `//host/share on /Volumes/x (smbfs, nodev)`."""
    try:
        printed = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    found = []
    for line in printed.splitlines():
        if " on " in line and " (" in line:
            point, _, options = line.split(" on ", 1)[1].rpartition(" (")
            found.append((point, options.split(",")[0].rstrip(")")))
    return found


def _on_windows(path: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        drive = path.resolve().drive
        remote = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _WINDOWS_REMOTE
        return "smb" if remote or drive.startswith("\\\\") else ""
    return ""
