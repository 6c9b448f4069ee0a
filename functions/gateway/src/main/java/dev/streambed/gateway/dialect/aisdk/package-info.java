/// The AI SDK's chat: what `useChat` posts, and the UI message stream (version 1) that it reads,
/// for every chat model of Bedrock.
///
/// Flow: [AiSdkDialect] reads a body with [UiRequestReader]: options from its own members, the
/// conversation from [UiMessages]. [UiStreamWriter] turns Converse's events into parts of a
/// message.
///
/// 1. A member of the body that nobody knows is refused by its name. Members of messages and their
///    parts are not: pages keep in them what they like. *Why: a caller who asked for something must
///    not believe that it was done; what is only shown was not asked for.*
/// 2. A tool call without an output is left out, as is reasoning without a signature. *Why: Bedrock
///    wants each call answered, and a chat could never go on after a call that was interrupted.*
/// 3. A continued answer keeps its message's id. *Why: `useChat` would show the message twice.*
/// 4. Errors are a sentence, before the stream as well as in it. *Why: `useChat` makes the body of
///    a refusal the message of its error.*
/// 5. Counts are those of the ledger. *Why: they are compared with the bill.*
///
/// Out of scope: Converse's own format, requests and events (`dialect.converse`).
@NullMarked
package dev.streambed.gateway.dialect.aisdk;

import org.jspecify.annotations.NullMarked;
