import { useState } from 'react';
import { adviceOn, footnoteOf, nextMessages, requestOf } from '../shared/chat.js';
import { useAnswer } from './use-answer.js';

/** A new conversation is a new component: the one before stops its answer. */
export function App(props) {
  const [number, setNumber] = useState(0);
  return <Chat key={number} {...props} onNew={() => setNumber(number + 1)} />;
}

function Chat({ client, modelId, onNew }) {
  const [messages, setMessages] = useState([]);
  const [question, setQuestion] = useState('');
  const answer = useAnswer(client);
  const isRunning = answer.status === 'running';

  function send(event) {
    event.preventDefault();
    if (isRunning || question.trim() === '') return;
    const asked = nextMessages(messages, answer.text, question);
    setMessages(asked);
    setQuestion('');
    answer.ask(requestOf(modelId, asked));
  }

  return (
    <main className="chat">
      <header>
        <h1>A chat with React</h1>
        <button className="quiet" onClick={onNew}>
          New chat
        </button>
      </header>
      <section className="messages" aria-live="polite">
        {messages.map(({ role, text }, at) => (
          <p key={at} className={`message ${role}`}>
            {text}
          </p>
        ))}
        {(isRunning || answer.text !== '') && <p className={`message assistant ${answer.status}`}>{answer.text}</p>}
        {answer.error && <Failure error={answer.error} onRetry={() => answer.ask(requestOf(modelId, messages))} />}
      </section>
      <p className="footnote">{footnoteOf(answer)}</p>
      <form onSubmit={send}>
        <input
          aria-label="Question"
          placeholder="Ask something"
          value={question}
          onChange={event => setQuestion(event.target.value)}
        />
        {isRunning ? (
          <button type="button" onClick={answer.stop}>
            Stop
          </button>
        ) : (
          <button>Send</button>
        )}
      </form>
    </main>
  );
}

function Failure({ error, onRetry }) {
  async function logIn() {
    await fetch('/api/login', { method: 'POST' });
    onRetry();
  }

  return (
    <div className="error" role="alert">
      <p>{error.message}</p>
      <p className="advice">{adviceOn(error)}</p>
      {error.code === 'unauthenticated' ? (
        <button onClick={logIn}>Log in</button>
      ) : (
        <button className="quiet" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
