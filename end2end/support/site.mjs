// The same site as a later build would have it: every file changed a little, so every hashed name is another.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The build that is so many after the built one. */
export async function nextBuild(folder, turn = 1) {
  const from = await builtSite();
  const manifest = JSON.parse(await readFile(join(from, 'site.json'), 'utf8'));
  await mkdir(join(folder, 'assets'), { recursive: true });
  const assets = {};
  for (const [asset, name] of Object.entries(manifest.assets)) {
    const bytes = Buffer.concat([await readFile(join(from, 'assets', name)), change(asset, turn)]);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    assets[asset] = asset.replace(/\.(\w+)$/, `-${hash}.$1`);
    await writeFile(join(folder, 'assets', assets[asset]), bytes);
  }
  await writeFile(join(folder, 'site.json'), JSON.stringify({ build: `${manifest.build}-${turn}`, assets }));
  return folder;
}

/** xtask says where it put the site. */
async function builtSite() {
  if (!process.env.SECTORWISE_SITE) throw new Error('SECTORWISE_SITE names the built site; `cargo xtask test` sets it');
  return process.env.SECTORWISE_SITE;
}

function change(asset, turn) {
  // A custom section that no engine reads, or white space.
  return asset.endsWith('.wasm') ? Buffer.from([0, 3, 1, 0x78, turn]) : Buffer.from('\n'.repeat(turn));
}
