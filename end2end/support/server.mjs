// Starts the built program on a port of its own, with a data folder of its own.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const BIN = process.env.SECTORWISE_BIN ?? new URL('../../target/release/sectorwise', import.meta.url).pathname;
export const ADMIN = { email: 'coordinator@example.org', password: 'a long enough password 7' };

/** A program with an empty database; `stop` and `start` keep data and port, `end` removes everything. */
export class Server {
  static async fresh({ bin = BIN, wrap = [], env = {} } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'sectorwise-e2e-'));
    const server = new Server(folder, bin, wrap, env);
    await server.start();
    return server;
  }

  constructor(folder, bin, wrap, env) {
    Object.assign(this, { folder, bin, wrap, extra: env, port: 0, log: '' });
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  env() {
    return {
      ...process.env,
      SECTORWISE_DATA_DIR: this.folder,
      SECTORWISE_DATABASE_URL: `sqlite://${join(this.folder, 'sectorwise.db')}`,
      SECTORWISE_ADDR: `127.0.0.1:${this.port}`,
      SECTORWISE_ADMIN_EMAIL: ADMIN.email,
      SECTORWISE_ADMIN_PASSWORD: ADMIN.password,
      SECTORWISE_RATE_LIMIT: '0',
      ...this.extra,
    };
  }

  /** Another command of the program on the same data. */
  async command(...args) {
    return run(this.bin, args, { env: this.env(), maxBuffer: 64 << 20 });
  }

  async start(bin = this.bin) {
    this.bin = bin;
    const [command, ...args] = [...this.wrap, bin, 'serve'];
    const child = spawn(command, args, { env: this.env(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.gone = new Promise((resolve) => child.once('exit', resolve));
    child.stderr.on('data', (data) => (this.log += data));
    this.port = await new Promise((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (data) => {
        this.log += data;
        text += data;
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text);
        if (found) resolve(Number(found[1]));
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the program ended with ${code}:\n${this.log}`)));
    });
  }

  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    await this.gone;
  }

  async end() {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.stop('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A request with the staff's token where one is asked for. */
  async get(path, { token } = {}) {
    return fetch(this.url + path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  }

  async token(name = 'test') {
    const { stdout } = await this.command('token', 'create', '--name', `${name}-${process.hrtime.bigint()}`);
    return stdout.trim().split(/\s+/).at(-1);
  }

  async tally(token, question = 'A2', by = 'borough') {
    const response = await this.get(`/api/v1/surveys/state-of-the-sector/tally?question=${question}&by=${by}`, { token });
    if (response.status !== 200) throw new Error(`tally: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async submit(...submissions) {
    const response = await fetch(`${this.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ submissions }),
    });
    return (await response.json()).results;
  }

  /** Made-up submissions, as the program makes them for load tests. */
  async demo(count, seed = 1) {
    const file = join(this.folder, `demo-${seed}.jsonl`);
    await this.command('demo', '--responses', String(count), '--seed', String(seed), '--to', file);
    const { readFile } = await import('node:fs/promises');
    return (await readFile(file, 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
  }
}
