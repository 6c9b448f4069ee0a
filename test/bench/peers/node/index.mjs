// The gateway's main path, as one would write it for Lambda's Node runtime: authenticate an API key by its hash,
// reserve against a limit, stream the model's answer as server-sent events, record what it used. Three calls of
// DynamoDB.

import { createHash } from 'node:crypto';
import { BedrockRuntimeClient, InvokeModelWithResponseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';

const { STREAMBED_API_KEYS_TABLE, STREAMBED_LIMITS_TABLE, STREAMBED_USAGE_TABLE } = process.env;
const REQUESTS_PER_DAY = '1000000';
const SSE = { statusCode: 200, headers: { 'content-type': 'text/event-stream' } };

const dynamo = new DynamoDBClient({});
// HTTP/1.1, as Bedrock takes it too: the default of this client is HTTP/2.
const bedrock = new BedrockRuntimeClient({ requestHandler: new NodeHttpHandler() });

export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
  const now = new Date();
  const { modelId, stream, ...body } = JSON.parse(event.body);
  const customer = await authenticate(event.headers.authorization);
  if (!customer) {
    return refuse(responseStream, 401);
  }
  if (!(await reserve(customer, now))) {
    return refuse(responseStream, 429);
  }
  const answer = await bedrock.send(
    new InvokeModelWithResponseStreamCommand({
      modelId,
      contentType: 'application/json',
      body: JSON.stringify(body),
    }),
  );
  const out = awslambda.HttpResponseStream.from(responseStream, SSE);
  const usage = await relay(answer.body, out);
  await record(customer, context.awsRequestId, modelId, usage, now);
  out.write('data: [DONE]\n\n');
  out.end();
});

async function authenticate(authorization = '') {
  const key = authorization.replace(/^Bearer /, '');
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: STREAMBED_API_KEYS_TABLE,
      Key: { keyHash: { S: createHash('sha256').update(key).digest('hex') } },
    }),
  );
  return Item?.status.S === 'active' ? Item.customerId.S : undefined;
}

async function reserve(customer, now) {
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: STREAMBED_LIMITS_TABLE,
        Key: { customerId: { S: customer }, window: { S: `DAY#${now.toISOString().slice(0, 10)}` } },
        UpdateExpression: 'ADD requests :one',
        ConditionExpression: 'attribute_not_exists(requests) OR requests < :most',
        ExpressionAttributeValues: { ':one': { N: '1' }, ':most': { N: REQUESTS_PER_DAY } },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return false;
    }
    throw error;
  }
}

async function relay(events, out) {
  const usage = { input: 0, output: 0 };
  const decoder = new TextDecoder();
  for await (const { chunk } of events) {
    const message = JSON.parse(decoder.decode(chunk.bytes));
    const content = textOf(message);
    if (content !== undefined && !out.write(`data: ${JSON.stringify({ content })}\n\n`)) {
      await new Promise((resume) => out.once('drain', resume));
    }
    const metrics = message['amazon-bedrock-invocationMetrics'];
    if (metrics) {
      usage.input = metrics.inputTokenCount;
      usage.output = metrics.outputTokenCount;
    }
  }
  return usage;
}

// Amazon's models, and Anthropic's.
function textOf(message) {
  return (message.contentBlockDelta ?? message).delta?.text;
}

async function record(customer, requestId, model, { input, output }, now) {
  await dynamo.send(
    new PutItemCommand({
      TableName: STREAMBED_USAGE_TABLE,
      Item: {
        customerMonth: { S: `${customer}#${now.toISOString().slice(0, 7)}` },
        instantRequestId: { S: `${now.toISOString()}#${requestId}` },
        model: { S: model },
        inputTokens: { N: String(input) },
        outputTokens: { N: String(output) },
      },
    }),
  );
}

function refuse(responseStream, statusCode) {
  const out = awslambda.HttpResponseStream.from(responseStream, { statusCode });
  out.write('{}'); // the status is sent with the first write only
  out.end();
}
