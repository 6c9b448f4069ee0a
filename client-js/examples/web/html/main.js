import { apiKeyFrom, createClient } from '@streambed/client/http';
import { adviceOn, footnoteOf, nextMessages, requestOf } from '../shared/chat.js';

const { endpoint, modelId } = await (await fetch('/api/chat')).json();
const client = createClient({ endpoint, apiKey: apiKeyFrom('/api/key') });

const byId = id => document.getElementById(id);
let messages = [];
let text = '';
let answer = null;
let controller = new AbortController();

byId('form').addEventListener('submit', event => {
  event.preventDefault();
  const question = byId('question').value;
  if (answer !== null || question.trim() === '') return;
  byId('form').reset();
  messages = nextMessages(messages, text, question);
  void ask();
});
byId('stop').addEventListener('click', () => answer?.stop());
byId('new').addEventListener('click', () => {
  controller.abort();
  controller = new AbortController();
  messages = [];
  text = '';
  answer = null;
  byId('messages').replaceChildren();
  byId('footnote').textContent = '';
  showRunning(false);
});

async function ask() {
  const { signal } = controller;
  const running = client.stream(requestOf(modelId, messages), { signal });
  answer = running;
  text = '';
  byId('messages').replaceChildren(...messages.map(message => paragraph(message.role, message.text)));
  const shown = byId('messages').appendChild(paragraph('assistant running', ''));
  showRunning(true);
  let error = null;
  try {
    for await (const chunk of running) {
      if (signal.aborted) return;
      text += chunk;
      shown.append(chunk);
    }
  } catch (thrown) {
    error = thrown;
  }
  if (signal.aborted) return;
  answer = null;
  showRunning(false);
  shown.classList.remove('running');
  if (text === '') shown.remove();
  if (error !== null) byId('messages').append(failure(error));
  byId('footnote').textContent = footnoteOf(running);
}

function showRunning(isRunning) {
  byId('stop').hidden = !isRunning;
  byId('send').hidden = isRunning;
}

function paragraph(kind, content) {
  const element = document.createElement('p');
  element.className = `message ${kind}`;
  element.textContent = content;
  return element;
}

function failure(error) {
  const box = byId('failure').content.cloneNode(true);
  const [sentence, advice] = box.querySelectorAll('p');
  const button = box.querySelector('button');
  const isLoggedOut = error.code === 'unauthenticated';
  sentence.textContent = error.message;
  advice.textContent = adviceOn(error);
  button.textContent = isLoggedOut ? 'Log in' : 'Try again';
  button.addEventListener('click', async () => {
    if (isLoggedOut) await fetch('/api/login', { method: 'POST' });
    void ask();
  });
  return box;
}
