/// OpenAI's API: Chat Completions, the Responses API and Embeddings, for every model of Bedrock.
///
/// Flow: [OpenAiDialect] finds the operation of a path. A request reader ([ChatRequestReader],
/// [ResponsesRequestReader]) turns the body into a
/// [dev.streambed.gateway.dialect.converse.ConverseRequest]; a writer turns Converse's events back
/// into OpenAI's. Embeddings go to the models' own formats through `InvokeModel`.
///
/// 1. A member that cannot be said to Bedrock is refused by its name; nothing is left out silently.
///    What is passed over, because clients send it without need, is named in the header `warning`.
///    *Why: a caller who asked for something must not believe that it was done.*
/// 2. Whole answers and streams are written from the same events. *Why: they cannot differ.*
/// 3. Token counts are those of the ledger. *Why: callers compare them with their bill.*
///
/// Out of scope: Converse's own format (`dialect.converse`), estimates (`prompt`), and what is kept
/// between requests, of which there is nothing.
@NullMarked
package dev.streambed.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
