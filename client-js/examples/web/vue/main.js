import { apiKeyFrom, createClient } from '@streambed/client/http';
import { createApp } from 'vue';
import Chat from './Chat.vue';

const { endpoint, modelId } = await (await fetch('/api/chat')).json();
const client = createClient({ endpoint, apiKey: apiKeyFrom('/api/key') });

createApp(Chat, { client, modelId }).mount('#app');
