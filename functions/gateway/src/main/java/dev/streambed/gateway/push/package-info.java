/// Calls of our own, beside the model and the tables: a message for a connected client in, whether
/// it went out; an event for the function itself in, whether it was taken out; an announcement for
/// a topic in, what it failed with out.
///
/// 1. A message is tried again as it is until it went or the client has gone. *Why: the messages of
///    an answer are numbered; one that is left out is an answer that is lost.* One that arrives
///    twice does no harm: its number tells.
/// 2. 410 is an ending and not an error. *Why: clients leave.* Whatever else ends an answer leaves
///    the line `post_failed`, with AWS's name of the error.
/// 3. The API is addressed by its id, never by the domain that the client used. *Why:
///    `@connections` of a custom domain is signed and mapped differently, and the role permits the
///    API itself.*
/// 4. The function invokes the ARN that it was invoked by, alias and all. *Why: the role permits
///    that one, and the alias keeps a failed answer from being repeated.*
/// 5. A topic is told by SNS's query API, without the SDK's client. *Why: it is rarely used, and
///    every cold start would load it.*
///
/// Out of scope: what the messages say and their order (`reply`), when an answer is handed on and
/// what is announced (the root package).
@NullMarked
package dev.streambed.gateway.push;

import org.jspecify.annotations.NullMarked;
