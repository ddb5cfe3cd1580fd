// The process killed under load: whoever has a receipt is stored, once, and the tallies equal a recount.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Server } from '../support/server.mjs';

const KILLS = 20;
const SENDERS = 8;

test('twenty kills under load lose nothing that has a receipt and double nothing', async () => {
  const server = await Server.fresh();
  try {
    const token = await server.token();
    const submissions = await server.demo(6000);
    const receipts = new Map();
    let next = 0;
    let running = true;
    const sender = async () => {
      while (running && next < submissions.length) {
        const one = submissions[next++];
        // Sent again until there is a receipt, as a phone does.
        while (!receipts.has(one.id)) {
          try {
            const [result] = await server.submit(one);
            if (result.receipt) receipts.set(one.id, result.receipt);
          } catch {
            await server.started;
          }
        }
      }
    };
    server.started = Promise.resolve();
    const senders = Array.from({ length: SENDERS }, sender);
    for (let kill = 0; kill < KILLS; kill++) {
      const before = receipts.size;
      while (receipts.size < before + 25 && next < submissions.length) await new Promise(setImmediate);
      let started;
      server.started = new Promise((resolve) => (started = resolve));
      await server.stop('SIGKILL');
      await server.start();
      started();
    }
    running = false;
    await Promise.all(senders);

    const jsonl = await (await server.get('/api/v1/surveys/state-of-the-sector/responses.jsonl', { token })).text();
    const stored = jsonl.trim().split('\n').map((line) => JSON.parse(line));
    assert.equal(new Set(stored.map((row) => row.id)).size, stored.length, 'nothing is stored twice');
    const ids = new Set(stored.map((row) => row.id));
    for (const id of receipts.keys()) assert.ok(ids.has(id), `${id} has a receipt and is not stored`);
    assert.deepEqual(stored.map((row) => row.sequence), stored.map((_, index) => index + 1), 'the log has no gap');
    for (const question of ['A2', 'C5', 'E1.demand']) {
      const tally = await server.tally(token, question);
      assert.equal(tally.total.responses, stored.length);
      const [id, row] = question.split('.');
      const said = (answers) => (row ? answers[id]?.[row] : answers[id]);
      for (const [code, count] of Object.entries(tally.total.counts)) {
        assert.equal(count, stored.filter((one) => said(one.answers) === code).length, `${question} ${code}`);
      }
      const hackney = tally.places.find((place) => place.code === 'E09000012');
      assert.equal(hackney.responses, stored.filter((one) => one.base_borough === 'E09000012').length);
    }
  } finally {
    await server.end();
  }
});
