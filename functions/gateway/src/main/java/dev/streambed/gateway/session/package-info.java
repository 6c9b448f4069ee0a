/// Tracks running answers and stops them: an answer's id in, and a
/// [dev.streambed.gateway.domain.StopCause] out to the function that writes the answer.
///
/// A call that stops an answer is seldom handled by the process that writes it. They communicate
/// through the table `sessions`: the writing function puts a row, polls it while it writes, and
/// deletes it; the stopping function sets an attribute of it.
///
/// 1. A row's key contains the customer. *Why: callers choose ids; a caller then cannot stop, find
///    or block another customer's answer, and every missing row is refused alike.*
/// 2. The row is read every 250 ms, the first time after 250 ms. *Why: most answers to a machine
///    are over by then and need no read, and four small reads a second are the price of a stop that
///    takes effect at once.*
/// 3. The row of an answer whose id was chosen by its caller is put before anything is counted, and
///    only if no answer with that id is running. *Why: two answers with one id could not be told
///    apart.* Every other row is put while the model works, which does not wait for it.
/// 4. When the table fails, answers continue: one log line says so, and the answer cannot be
///    stopped. *Why: billing does not depend on this table.*
/// 5. Rows that were not deleted count until a minute after the answer's deadline, by their own
///    `expiresAt`. *Why: DynamoDB deletes expired rows days later.*
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
