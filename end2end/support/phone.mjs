// A respondent: opens the survey, answers by label and control, as a thumb would.
import assert from 'node:assert/strict';

export const SURVEY = '/s/state-of-the-sector';

/** The heading that is seen; the start stays on the page, hidden. */
const heading = () => [...document.querySelectorAll('main h1')].find((one) => one.offsetParent)?.textContent;
export const title = (page) => page.evaluate(heading);
// Not as strings: the page's policy forbids evaluating them.
export const arrives = (page, title) =>
  page.waitForFunction((title) => [...document.querySelectorAll('main h1')].find((one) => one.offsetParent)?.textContent === title, title);
export const leaves = (page, title) =>
  page.waitForFunction((title) => [...document.querySelectorAll('main h1')].find((one) => one.offsetParent)?.textContent !== title, title);

/** One tab with the respondent's page. */
export class Phone {
  static async open(context, path = SURVEY) {
    const phone = new Phone(await context.newPage());
    await phone.page.goto(path);
    await phone.ready();
    return phone;
  }

  constructor(page) {
    this.page = page;
  }

  /** A draft is never opened without being asked for: the phone may be somebody else's. */
  async carryOn(title) {
    // By their places: the interface has words in several languages.
    await this.page.locator('main .note button.button:visible').first().click();
    await arrives(this.page, title);
  }

  /** An answer tapped now would be kept. */
  async ready() {
    await this.page.waitForFunction(() => performance.getEntriesByName('sectorwise-usable').length > 0);
    this.survey ??= JSON.parse(await this.page.locator('#survey').textContent());
  }

  /** The page opens without a server from now on. */
  async readyOffline() {
    await this.page.waitForFunction(() => performance.getEntriesByName('sectorwise-offline-ready').length > 0);
  }

  question(id) {
    return this.survey.sections.flatMap((section) => section.questions).find((question) => question.id === id);
  }

  /** Taps what a thumb hits: the label of a card, the control itself where it lies over its label. */
  async tap(id) {
    const control = this.page.locator(`[id="${id}"]`);
    const through = await control.evaluate((element) => getComputedStyle(element).pointerEvents === 'none');
    await (through ? this.page.locator(`label[for="${id}"]`).first() : control).click();
  }

  async type(id, text) {
    await this.page.locator(`[id="${id}"]`).fill(String(text));
  }

  async answer(id, value) {
    const question = this.question(id);
    const field = (part) => `q-${id}-${part}`;
    if (value?.missing) return this.tap(field(value.missing));
    switch (question.type) {
      case 'consent':
        return this.tap(field('yes'));
      case 'single':
        return this.tap(field(value));
      case 'multi':
      case 'boroughs':
        for (const code of value) await this.tap(field(code));
        return;
      case 'rank':
        for (const code of value) await this.tap(field(`add-${code}`));
        return;
      case 'number':
      case 'year':
        await this.type(field('number'), value.about ?? value);
        if (value.about !== undefined) await this.tap(field('about'));
        return;
      case 'money':
        await this.type(field('amount'), value.amount);
        if (value.year_end) await this.page.locator(`[id="${field('year')}"]`).selectOption(value.year_end);
        return;
      case 'split':
      case 'grid-number':
        for (const [part, number] of Object.entries(value)) await this.type(field(part), number);
        return;
      case 'grid-single':
        for (const [row, code] of Object.entries(value)) await this.tap(field(`${row}-${code.missing ?? code}`));
        return;
      case 'text':
      case 'long':
        return this.type(field('text'), value);
      case 'place':
        if (value.postcode) await this.type(field('postcode'), value.postcode);
        await this.page.locator(`[id="${field('borough')}"]`).selectOption(value.borough);
        return;
      case 'organisation-id':
        if (value.none) return this.tap(field('none'));
        for (const [list, number] of Object.entries(value)) await this.type(field(list), number);
        return;
      case 'contact':
        await this.type(field('name'), value.name);
        await this.type(field('email'), value.email);
        return;
      default:
        assert.fail(`no way to answer ${question.type}`);
    }
  }

  /** Answers everything of `answers` that this page asks. */
  async answerPage(answers) {
    for (const id of Object.keys(answers)) {
      if (await this.page.locator(`[id="q-${id}"]`).isVisible()) await this.answer(id, answers[id]);
    }
  }

  async onward() {
    const before = await this.title();
    await this.page.locator('main form button.wide:not(.second):visible').last().click();
    await leaves(this.page, before);
  }

  async title() {
    return title(this.page);
  }

  /** From wherever it is to the check page, answering on the way. */
  async answerAll(answers) {
    for (let pages = 0; pages < 20; pages++) {
      if (/Check your answers/.test(await this.title())) return;
      await this.answerPage(answers);
      await this.onward();
    }
    assert.fail('the check page never came');
  }

  async finish() {
    await this.page.locator('main button.wide:not(.second):visible').last().click();
    await this.page.locator('.receipt .code').first().waitFor();
  }

  pill() {
    return this.page.locator('.masthead .status').first();
  }
}
