/// Calls to AWS services other than the model and the tables: messages to a connected client,
/// events for the function itself, and notifications to a topic.
///
/// 1. A message is retried unchanged until it is posted or the client has disconnected. *Why: the
///    messages of an answer are numbered; if one is missing, the answer is lost.* A message that
///    arrives twice does no harm, because of its number.
/// 2. Status 410 is an outcome and not an error. *Why: clients disconnect.* Any other failure ends
///    the answer and writes the log line `post_failed`, with AWS's name of the error.
/// 3. The API is addressed by its id, never by the domain that the client used. *Why:
///    `@connections` of a custom domain is signed and mapped differently, and the role permits the
///    API itself.*
/// 4. The function invokes the ARN that it was invoked with, including the alias. *Why: the role
///    permits that one, and retries of a failed answer are turned off for the alias.*
/// 5. A topic is published to with SNS's query API, without the SDK's client. *Why: it is rarely
///    used, and every cold start would load it.*
///
/// Out of scope: what the messages say and their order (`response`), when an answer is handed over
/// (`websocket`), which budget notices are sent (`maintenance`).
@NullMarked
package dev.streambed.gateway.push;

import org.jspecify.annotations.NullMarked;
