import { apiKeyFrom, createClient } from '@streambed/client/http';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './chat.jsx';

const { endpoint, modelId } = await (await fetch('/api/chat')).json();
const client = createClient({ endpoint, apiKey: apiKeyFrom('/api/key') });

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <App client={client} modelId={modelId} />
  </StrictMode>,
);
