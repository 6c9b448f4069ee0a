import { apiKeyFrom, createClient } from '@streambed/client/http';
import { adviceOn, footnoteOf, nextMessages, requestOf } from '../shared/chat.js';

const { endpoint, modelId } = await (await fetch('/api/chat')).json();
const client = createClient({ endpoint, apiKey: apiKeyFrom('/api/key') });

const byId = id => document.getElementById(id);
let messages = [];
let text = '';
let answer = null;

byId('form').addEventListener('submit', event => {
  event.preventDefault();
  const question = byId('question').value;
  if (answer !== null || question.trim() === '') return;
  byId('form').reset();
  messages = nextMessages(messages, text, question);
  void ask();
});
byId('stop').addEventListener('click', () => answer?.stop());

async function ask() {
  answer = client.stream(requestOf(modelId, messages));
  text = '';
  byId('messages').replaceChildren(...messages.map(message => paragraph(message.role, message.text)));
  const shown = byId('messages').appendChild(paragraph('assistant running', ''));
  showRunning(true);
  try {
    for await (const chunk of answer) {
      text += chunk;
      shown.append(chunk);
    }
  } catch (error) {
    shown.after(failure(error));
  } finally {
    shown.classList.remove('running');
    if (text === '') shown.remove();
    byId('footnote').textContent = footnoteOf(answer);
    answer = null;
    showRunning(false);
  }
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
