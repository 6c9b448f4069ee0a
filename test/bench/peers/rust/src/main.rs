//! The gateway's main path, as one would write it for Lambda in Rust: authenticate an API key by its hash, reserve
//! against a limit, stream the model's answer as server-sent events, record what it used. Three calls of DynamoDB.

use aws_sdk_bedrockruntime::primitives::Blob;
use aws_sdk_bedrockruntime::primitives::event_stream::EventReceiver;
use aws_sdk_bedrockruntime::types::ResponseStream;
use aws_sdk_bedrockruntime::types::error::ResponseStreamError;
use aws_sdk_dynamodb::primitives::{DateTime, DateTimeFormat};
use aws_sdk_dynamodb::types::AttributeValue;
use lambda_runtime::streaming::{Body, Response, Sender, channel};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::env;
use std::sync::Arc;
use std::time::SystemTime;

const REQUESTS_PER_DAY: &str = "1000000";

struct Gateway {
    dynamo: aws_sdk_dynamodb::Client,
    bedrock: aws_sdk_bedrockruntime::Client,
    api_keys: String,
    limits: String,
    usage: String,
}

#[derive(Default)]
struct Usage {
    input: u64,
    output: u64,
}

type Events = EventReceiver<ResponseStream, ResponseStreamError>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let gateway = Arc::new(Gateway {
        dynamo: aws_sdk_dynamodb::Client::new(&config),
        bedrock: aws_sdk_bedrockruntime::Client::new(&config),
        api_keys: env::var("STREAMBED_API_KEYS_TABLE")?,
        limits: env::var("STREAMBED_LIMITS_TABLE")?,
        usage: env::var("STREAMBED_USAGE_TABLE")?,
    });
    lambda_runtime::run(service_fn(|event| answer(gateway.clone(), event))).await
}

async fn answer(gateway: Arc<Gateway>, event: LambdaEvent<Value>) -> Result<Response<Body>, Error> {
    let LambdaEvent { payload, context } = event;
    let now = DateTime::from(SystemTime::now()).fmt(DateTimeFormat::DateTimeWithOffset)?;
    let authorization = payload["headers"]["authorization"].as_str().unwrap_or_default();
    let Some(customer) = gateway.authenticate(authorization).await? else {
        return refusal("401");
    };
    if !gateway.reserve(&customer, &now).await? {
        return refusal("429");
    }
    let mut body: Value = serde_json::from_str(payload["body"].as_str().unwrap_or_default())?;
    let request = body.as_object_mut().ok_or("the body is not an object")?;
    let model = request.remove("modelId").and_then(|id| Some(id.as_str()?.to_owned())).ok_or("no model")?;
    request.remove("stream");
    let events = gateway.ask(&model, &body).await?;
    let (mut out, stream) = channel();
    tokio::spawn(async move {
        let relayed = async {
            let usage = relay(events, &mut out).await?;
            gateway.record(&customer, &context.request_id, &model, &usage, &now).await?;
            Ok::<_, Error>(out.send_data("data: [DONE]\n\n".into()).await?)
        };
        if let Err(error) = relayed.await {
            eprintln!("the answer broke off: {error}");
            out.abort();
        }
    });
    let mut response = Response::from(stream);
    response.metadata_prelude.headers.insert("content-type", "text/event-stream".parse()?);
    Ok(response)
}

fn refusal(status: &str) -> Result<Response<Body>, Error> {
    let mut response = Response::from(Body::from("{}"));
    response.metadata_prelude.status_code = status.parse()?;
    Ok(response)
}

async fn relay(mut events: Events, out: &mut Sender) -> Result<Usage, Error> {
    let mut usage = Usage::default();
    while let Some(event) = events.recv().await? {
        let ResponseStream::Chunk(part) = event else { continue };
        let Some(bytes) = part.bytes() else { continue };
        let message: Value = serde_json::from_slice(bytes.as_ref())?;
        if let Some(text) = text_of(&message) {
            out.send_data(format!("data: {}\n\n", json!({ "content": text })).into()).await?;
        }
        if let Some(metrics) = message.get("amazon-bedrock-invocationMetrics") {
            usage.input = metrics["inputTokenCount"].as_u64().unwrap_or_default();
            usage.output = metrics["outputTokenCount"].as_u64().unwrap_or_default();
        }
    }
    Ok(usage)
}

// Amazon's models, and Anthropic's.
fn text_of(message: &Value) -> Option<&str> {
    message.get("contentBlockDelta").unwrap_or(message)["delta"]["text"].as_str()
}

impl Gateway {
    async fn authenticate(&self, authorization: &str) -> Result<Option<String>, Error> {
        let key = authorization.strip_prefix("Bearer ").unwrap_or(authorization);
        let hash: String = Sha256::digest(key).iter().map(|byte| format!("{byte:02x}")).collect();
        let found = self.dynamo.get_item().table_name(&self.api_keys).key("keyHash", text(&hash)).send().await?;
        let item = found.item.unwrap_or_default();
        let attribute = |name: &str| item.get(name)?.as_s().ok().cloned();
        Ok(if attribute("status").as_deref() == Some("active") { attribute("customerId") } else { None })
    }

    async fn reserve(&self, customer: &str, now: &str) -> Result<bool, Error> {
        let reserved = self
            .dynamo
            .update_item()
            .table_name(&self.limits)
            .key("customerId", text(customer))
            .key("window", text(&format!("DAY#{}", &now[..10])))
            .update_expression("ADD requests :one")
            .condition_expression("attribute_not_exists(requests) OR requests < :most")
            .expression_attribute_values(":one", AttributeValue::N("1".into()))
            .expression_attribute_values(":most", AttributeValue::N(REQUESTS_PER_DAY.into()))
            .send()
            .await;
        match reserved.map_err(aws_sdk_dynamodb::Error::from) {
            Ok(_) => Ok(true),
            Err(aws_sdk_dynamodb::Error::ConditionalCheckFailedException(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    async fn ask(&self, model: &str, body: &Value) -> Result<Events, Error> {
        let answer = self
            .bedrock
            .invoke_model_with_response_stream()
            .model_id(model)
            .content_type("application/json")
            .body(Blob::new(serde_json::to_vec(body)?))
            .send()
            .await?;
        Ok(answer.body)
    }

    async fn record(&self, customer: &str, request: &str, model: &str, usage: &Usage, now: &str) -> Result<(), Error> {
        self.dynamo
            .put_item()
            .table_name(&self.usage)
            .item("customerMonth", text(&format!("{customer}#{}", &now[..7])))
            .item("instantRequestId", text(&format!("{now}#{request}")))
            .item("model", text(model))
            .item("inputTokens", AttributeValue::N(usage.input.to_string()))
            .item("outputTokens", AttributeValue::N(usage.output.to_string()))
            .send()
            .await?;
        Ok(())
    }
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}
