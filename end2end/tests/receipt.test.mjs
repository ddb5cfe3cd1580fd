// Receipts, checked by another implementation of SHA-256, RFC 8785 and Ed25519: Node's.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { Server } from '../support/server.mjs';
import { canonical } from '../support/canonical.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

test('a receipt is signed, and its hash is over the bytes that were sent', async () => {
  const server = await Server.fresh();
  try {
    const submissions = (await server.demo(40)).map((one, index) => ({ ...one, extra: { 'ö': 1.5, '€': [index] } }));
    const results = await server.submit(...submissions);
    const survey = await (await server.get('/api/v1/surveys/state-of-the-sector')).json();
    for (const [index, { outcome, receipt }] of results.entries()) {
      assert.equal(outcome, 'stored');
      assert.equal(receipt.sequence, index + 1);
      const sent = { ...submissions[index] };
      if (sent.contact) sent.contact = sha256(canonical(sent.contact));
      assert.equal(receipt.sha256, sha256(canonical(sent)));
      const { signature, ...rest } = receipt;
      const key = survey.receipt_keys.find((known) => known.id === receipt.key_id);
      const x = Buffer.from(key.key, 'base64').toString('base64url');
      const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
      assert.ok(verify(null, Buffer.from(canonical(rest)), publicKey, Buffer.from(signature, 'base64')));
      const touched = canonical({ ...rest, sequence: rest.sequence + 1 });
      assert.ok(!verify(null, Buffer.from(touched), publicKey, Buffer.from(signature, 'base64')));
    }
  } finally {
    await server.end();
  }
});
