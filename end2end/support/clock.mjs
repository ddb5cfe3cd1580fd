// A phone whose clock is wrong.

/** Every document that this page opens from now on tells the time so many milliseconds off. */
export async function clockSet(page, offset) {
  await page.addInitScript((offset) => {
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...parts) {
        super(...(parts.length ? parts : [Right.now() + offset]));
      }

      static now() {
        return Right.now() + offset;
      }
    };
  }, offset);
}
