import { apiKeyFrom, createClient } from '@streambed/client/http';
import { createApp } from 'vue';
import App from './App.vue';

const { endpoint, modelId } = await (await fetch('/api/chat')).json();
const client = createClient({ endpoint, apiKey: apiKeyFrom('/api/key') });

createApp(App, { client, modelId }).mount('#app');
