// A phone whose clock is wrong.

export const YEAR = 365 * 86_400_000;

/** Every document that this page, or context, opens from now on tells the time so many milliseconds off. */
export async function clockSet(page, offset) {
  await page.addInitScript((first) => {
    const Right = Date;
    let offset = first;
    globalThis.Date = class extends Right {
      constructor(...parts) {
        super(...(parts.length ? parts : [Right.now() + offset]));
      }

      static now() {
        return Right.now() + offset;
      }
    };
    globalThis.clockJumps = (other) => (offset = other);
  }, offset);
}

/** The clock of an open page, set to be so many milliseconds off; whatever waits there goes on waiting. */
export async function clockJumps(page, offset) {
  await page.evaluate((offset) => globalThis.clockJumps(offset), offset);
}
