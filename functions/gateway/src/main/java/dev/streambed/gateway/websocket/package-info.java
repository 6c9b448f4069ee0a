/// One event of a WebSocket: a connection that opens or closes, or a message, in; a reply out.
/// [MessageHandler] reads from top to bottom in the order in which things happen to a message.
///
/// API Gateway waits 29 seconds for a reply, and answers may take longer. So a model request is
/// checked, admitted or refused in the message's own invocation, and then handed over to an
/// asynchronous invocation of the same function, which writes the answer.
///
/// 1. A key is checked again with every message. *Why: it can be revoked while its connection is
///    open.*
/// 2. An answer's row is changed by conditional writes, and each step is taken by one invocation.
///    *Why: messages are handled concurrently, and Lambda delivers events more than once.*
/// 3. An answer that no invocation starts is ended by [FailedHandoverHandler]: its client gets an
///    error, its record says that no model was called, and its reservation is settled to 0. *Why:
///    nothing else would end it.*
/// 4. The package is built on the first event of a WebSocket. *Why: no other cold start then pays
///    for it.*
///
/// Out of scope: rows and prompts in parts (`session`), the content of messages (`response`),
/// posting them (`push`).
@NullMarked
package dev.streambed.gateway.websocket;

import org.jspecify.annotations.NullMarked;
