/// Anthropic's Messages API: `POST /v1/messages` and what its SDKs and Claude Code call beside it.
///
/// In: a call's headers and body. Out: a request for Bedrock, and Anthropic's events, documents and
/// errors.
///
/// Flow: [MessagesDialect] reads the members that are the gateway's (`model`, `stream`). Claude
/// takes the rest as it is ([ClaudeRequest]), and its events go back as they come. For every other
/// model the rest becomes a request for Converse ([ConverseRequestReader]), whose answer becomes
/// Anthropic's events ([ConverseStreamWriter]) or document ([ConverseFormat]).
///
/// Rules: not a byte of a prompt for Claude is changed, because the order of its blocks decides
/// what is cached, and clients send members that are younger than this gateway. For other models
/// nothing is dropped in silence but blank texts, which Bedrock refuses: a member that Converse
/// cannot say is refused by its path ([dev.streambed.gateway.dialect.converse.RequestMembers]). A
/// stream never ends in silence: the last event is `message_stop` or `error`. Errors have the type
/// and the status by which Anthropic's SDKs choose their exceptions.
///
/// Out of scope: what the request may need (`prompt`) and what it has used (`model`).
@NullMarked
package dev.streambed.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
