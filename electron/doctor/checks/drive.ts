import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { diagnosed } from '#shared/doctor.ts';
import type { DoctorCheck } from '../check.ts';
import type { DoctorParts } from '../parts.ts';

/** Programs that copy a folder to other computers while Billfold writes in it, by the names of their folders. */
const services: readonly (readonly [string, RegExp])[] = [
  ['Dropbox', /^Dropbox( \(.*\))?$/i],
  ['OneDrive', /^OneDrive( - .*|-.*)?$/i],
  ['iCloud', /^(Mobile Documents|iCloud ?Drive)$/i],
  ['Google Drive', /^(Google ?Drive|GoogleDrive-.*|My Drive)$/i],
  ['Nextcloud', /^Nextcloud\d*$/i],
  ['ownCloud', /^ownCloud\d*$/i],
  ['Box', /^(Box|Box Sync|Box-Box)$/],
  ['pCloud', /^(pCloud ?Drive|pCloud ?Sync)$/i],
  ['Syncthing', /^Syncthing$/i],
];

/** What such a program keeps in the folder that it copies, whatever that is called. */
const marks: readonly (readonly [string, string])[] = [
  ['Syncthing', '.stfolder'],
  ['Dropbox', '.dropbox.cache'],
  ['Nextcloud', '.nextcloudsync.log'],
  ['ownCloud', '.owncloudsync.log'],
];

const networkTypes =
  /^(nfs4?|cifs|smb3|smbfs|afpfs|webdav|davfs|9p|ncpfs|ceph|glusterfs|afs|fuse\.(sshfs|rclone|davfs2?|s3fs|gvfsd-fuse))$/;
/** Of a disk of this computer's own. What is neither may be anything. */
const localTypes =
  /^(ext[234]|xfs|btrfs|zfs|f2fs|bcachefs|jfs|reiserfs|nilfs2|ecryptfs|overlay|tmpfs|ramfs|vfat|exfat|ntfs3?|fuseblk|hfsplus|apfs)$/;

/** Whether the folder is on a disk of this computer's own: a database is safe on nothing else. */
export const driveCheck = (
  { folder, platform }: Pick<DoctorParts, 'folder' | 'platform'>,
  mounts = () => readFileSync('/proc/self/mountinfo', 'utf8'),
): DoctorCheck => ({
  id: 'drive',
  run() {
    const path = realPath(folder);
    const type = platform === 'linux' ? fileSystemOf(path, mounts()) : null;
    const network = platform === 'win32' && /^[\\/]{2}(?![?.][\\/])/.test(path) ? 'SMB' : type;
    if (network !== null && (network === 'SMB' || networkTypes.test(network)))
      return diagnosed('drive-network', { type: network });
    const service = serviceOf(path);
    if (service !== null) return diagnosed('drive-synced', { service });
    return isLocal(path, platform, type) ? diagnosed('drive-fine', {}) : diagnosed('drive-unknown', {});
  },
});

/** Neither Windows nor macOS says without a program of its own whether a letter or a volume is on another computer. */
function isLocal(path: string, platform: NodeJS.Platform, type: string | null): boolean {
  if (platform === 'linux') return type !== null && localTypes.test(type);
  return platform === 'darwin' ? !path.startsWith('/Volumes/') : /^c:/i.test(path);
}

function serviceOf(path: string): string | null {
  const names = path.split(/[\\/]+/);
  const named = services.find(([, pattern]) => names.some((name) => pattern.test(name)));
  if (named) return named[0];
  for (let folder = path; ; folder = dirname(folder)) {
    const marked = marks.find(([, file]) => existsSync(join(folder, file)));
    if (marked) return marked[0];
    if (dirname(folder) === folder) return null;
  }
}

/** The type of the file system that a path is on, by Linux' list of mounts (man 5 proc_pid_mountinfo). */
export function fileSystemOf(path: string, mountinfo: string): string | null {
  let best: { readonly point: string; readonly type: string } | null = null;
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const point = before
      .split(' ')[4]
      ?.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)));
    const type = after.split(' ')[0];
    if (point === undefined || !type) continue;
    const isOn = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    // What is mounted later lies over what was there before.
    if (isOn && point.length >= (best?.point.length ?? 0)) best = { point, type };
  }
  return best?.type ?? null;
}

/** Of a folder that is not there: of the one that it would be in. */
function realPath(folder: string): string {
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      return realpathSync(path);
    } catch {
      if (dirname(path) === path) return resolve(folder);
    }
  }
}
