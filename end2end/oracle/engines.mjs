// The two engines of the field, in Node and without a browser: ODK Web Forms' and Enketo's (which is Kobo's).

import { createRequire } from 'node:module';
import { DOMParser, Element, Node as XmlNode } from '@xmldom/xmldom';
import xpath from 'xpath';

const require = createRequire(import.meta.url);

/** Both engines ask the page for these; the DOM and XPath 1.0 that they build on come from two small packages. */
function furnish(document) {
  globalThis.__dirname = '/';
  globalThis.require = require;
  globalThis.document = document;
  globalThis.Node = class Node {
    static [Symbol.hasInstance](value) {
      return typeof value?.nodeType === 'number';
    }
  };
  for (const name of Object.keys(XmlNode).filter((name) => /_NODE$|^DOCUMENT_POSITION/.test(name))) {
    globalThis.Node[name] = XmlNode[name];
  }
  for (const [name, step] of [['previousElementSibling', 'previousSibling'], ['nextElementSibling', 'nextSibling']]) {
    Object.defineProperty(Element.prototype, name, {
      get() {
        let node = this[step];
        while (node && node.nodeType !== 1) node = node[step];
        return node;
      },
    });
  }
  globalThis.XPathResult = xpath.XPathResult;
  globalThis.XPathEvaluator = class {
    evaluate(text, node, resolver, type) {
      return xpath.evaluate(text, node, resolver, type, null);
    }
    createExpression(text, resolver) {
      return xpath.createExpression(text, resolver);
    }
  };
}

/** The clock stands still, so that each run says the same. */
function stop(now) {
  const Running = Date;
  globalThis.Date = class Date extends Running {
    constructor(...given) {
      super(...(given.length ? given : [now]));
    }
    static now() {
      return now;
    }
  };
}

const read = (xml) => new DOMParser().parseFromString(xml, 'text/xml');

/** Functions `expression → text` over a form's answers; they throw what the engine throws. */
export async function engines({ xml, context, lists, now }) {
  stop(now);
  const document = read(xml);
  furnish(document);
  const { XFormsXPathEvaluator, DEFAULT_DOM_ADAPTER } = await import('@getodk/xpath');
  const odk = new XFormsXPathEvaluator({
    domAdapter: DEFAULT_DOM_ADAPTER,
    rootNode: document,
    itextTranslationsByLanguage: new Map(),
    secondaryInstancesById: new Map(Object.entries(lists).map(([id, list]) => [id, read(list).documentElement])),
  });
  const enketo = require('openrosa-xpath-evaluator')();
  const node = xpath.select1(context, document);
  const text = (engine) => (expression) => engine.evaluate(expression, node, null, XPathResult.STRING_TYPE).stringValue;
  return { odk: text(odk), enketo: text(enketo) };
}
