// Durability, shown by a trace of system calls: no receipt leaves before the fdatasync of its commit.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Server } from '../support/server.mjs';

test('no receipt leaves before the fdatasync of its commit', async () => {
  const trace = join(tmpdir(), `sectorwise-trace-${process.pid}`);
  const calls = 'fdatasync,fsync,write,writev,pwrite64,sendto,sendmsg,send';
  const wrap = ['strace', '-f', '-y', '-qq', '-s', '4096', '-e', `trace=${calls}`, '-o', trace];
  const server = await Server.fresh({ wrap });
  try {
    for (const submission of await server.demo(12)) {
      const [result] = await server.submit(submission);
      assert.equal(result.outcome, 'stored');
    }
  } finally {
    await server.stop('SIGTERM');
    await server.end();
  }
  let written = false;
  let synced = false;
  let receipts = 0;
  for (const line of (await readFile(trace, 'utf8')).split('\n')) {
    if (/pwrite64\(\d+<[^>]*-wal>/.test(line)) [written, synced] = [true, false];
    // A call that another thread interrupts is two lines in the trace; only its end counts.
    if (/(fdatasync|fsync)\(\d+<[^>]*-wal>\)\s+= 0|(fdatasync|fsync) resumed>.*= 0/.test(line)) synced = written;
    if (/(write|writev|sendto|sendmsg)\(\d+<(socket|TCP)/.test(line) && line.includes('signature')) {
      receipts += 1;
      assert.ok(written && synced, `a receipt left before its commit was synced: ${line.slice(0, 200)}`);
      [written, synced] = [false, false];
    }
  }
  assert.equal(receipts, 12);
});
