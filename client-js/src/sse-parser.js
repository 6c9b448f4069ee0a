import { StreambedError } from './error.js';

/**
 * @typedef {{ type: string, data: string, lastEventId: string }} ServerSentEvent
 */

/**
 * Parses server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Pure: bytes in, events
 * out; the bytes may be split anywhere, even inside a character. An incomplete event at the end of the stream is
 * dropped, as the specification requires.
 *
 * @param {{ maxBuffer?: number }} [options] Maximum number of characters of one event.
 * @returns {{ push(bytes: Uint8Array): ServerSentEvent[] }}
 */
export function createSseParser({ maxBuffer = 8 * 1024 * 1024 } = {}) {
  const decoder = new TextDecoder();
  let rest = '';
  let afterReturn = false;
  /** @type {string[]} */
  let data = [];
  let size = 0;
  let type = '';
  let lastEventId = '';

  /** @param {ServerSentEvent[]} events */
  function dispatch(events) {
    if (data.length > 0) events.push({ type: type || 'message', data: data.join('\n'), lastEventId });
    data = [];
    size = 0;
    type = '';
  }

  /** @param {string} line */
  function field(line) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'data') {
      data.push(value);
      size += value.length + 1;
    } else if (name === 'event') type = value;
    else if (name === 'id' && !value.includes('\0')) lastEventId = value;
  }

  /** @param {string} text @returns {string} without a line feed that belongs to the preceding carriage return */
  function joined(text) {
    if (text === '') return '';
    const skip = afterReturn && text[0] === '\n';
    afterReturn = false;
    return skip ? text.slice(1) : text;
  }

  return {
    push(bytes) {
      /** @type {ServerSentEvent[]} */
      const events = [];
      let text = joined(decoder.decode(bytes, { stream: true }));
      for (let end = text.search(/[\r\n]/); end >= 0; end = text.search(/[\r\n]/)) {
        const line = rest + text.slice(0, end);
        rest = '';
        const isReturn = text[end] === '\r';
        text = text.slice(end + 1);
        if (isReturn) {
          afterReturn = true;
          text = joined(text);
        }
        if (line === '') dispatch(events);
        else field(line);
      }
      rest += text;
      if (rest.length + size > maxBuffer)
        throw new StreambedError('buffer_full', `An event is longer than ${maxBuffer} characters.`);
      return events;
    },
  };
}
