/// Tracks running answers and stops them: an answer's id in, and a
/// [dev.streambed.gateway.domain.StopCause] out to the function that writes the answer.
///
/// A call that stops an answer is seldom handled by the process that writes it. They communicate
/// through the table `sessions`: the stopping function writes a row, or an attribute of an answer's
/// row on a connection; the writing function polls it.
///
/// 1. A row's key contains the customer. *Why: callers choose ids; a caller then cannot stop, find
///    or block another customer's answer, and every missing row is refused alike.*
/// 2. The row is read every 500 ms while an answer is young, then about once a second, the first
///    time after 500 ms. *Why: people stop early, most answers to a machine are over by then and
///    need no read, and few of the others are ever stopped.*
/// 3. An answer of an HTTP front door writes nothing here. *Why: its open reservation in `limits`
///    already says that it runs, and refuses another of the same id; a row of its own would cost
///    each answer two writes.* A request to stop names the reservation. *Why: a later answer with
///    the same id must not be stopped.*
/// 4. When the table fails, answers continue: one log line says so, and the answer cannot be
///    stopped. *Why: billing does not depend on this table.*
/// 5. Rows that are not deleted count until their own `expiresAt`. *Why: DynamoDB deletes expired
///    rows days later.*
/// 6. An answer's row on a connection is changed by conditional writes, from `gathering` or nothing
///    to `accepted`, to `running`, to `ended`. *Why: messages of one connection are handled
///    concurrently, and Lambda delivers events more than once; each step must be taken by one
///    invocation.* The row stays when the answer has ended. *Why: a client that uses an id twice
///    could not tell two answers apart.* An answer that no invocation has started goes from
///    `accepted` directly to `ended` ([UnstartedAnswers]), and then can no longer be started. *Why:
///    Lambda delivers events late and twice; an answer is either written or ended unwritten, never
///    both.*
/// 7. A condition also holds for the caller that made it true. *Why: the SDK retries a write whose
///    response was lost, and its first attempt must not make the second one fail.*
///
/// For WebSockets the table also holds the owner of each connection ([WebSocketConnections]), the
/// answers on it ([WebSocketAnswers]) and prompts that come in parts ([PromptParts]).
///
/// Out of scope: how an answer ends (`exchange`), who is asking (`auth`), what is posted to
/// connections (`push`, `response`).
@NullMarked
package dev.streambed.gateway.session;

import org.jspecify.annotations.NullMarked;
