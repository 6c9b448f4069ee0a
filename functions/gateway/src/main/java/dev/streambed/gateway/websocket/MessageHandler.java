package dev.streambed.gateway.websocket;

import dev.streambed.gateway.admission.AdmissionControl;
import dev.streambed.gateway.admission.RequestRateLimiter;
import dev.streambed.gateway.auth.AuthenticationResult;
import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.domain.CallModelResolver;
import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.PromptPart;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.exchange.AdmittedExchange;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.log.RefusedRequest;
import dev.streambed.gateway.prompt.ModelRequestReader;
import dev.streambed.gateway.prompt.ParsedRequest;
import dev.streambed.gateway.response.LimitsJson;
import dev.streambed.gateway.response.WebSocketMessages;
import dev.streambed.gateway.session.PromptParts;
import dev.streambed.gateway.session.WebSocketAnswerKey;
import dev.streambed.gateway.session.WebSocketAnswers;
import dev.streambed.gateway.session.WebSocketConnections;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.WebSocketEvent;
import dev.streambed.gateway.transport.WebSocketMessage;
import dev.streambed.gateway.transport.WebSocketResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Handles one message from a client, from its event to the reply or the hand-over. Thread-safe.
///
/// A model request runs through this file from top to bottom: find the connection's owner,
/// authenticate it again, read the body, register the answer's id, admit the request, hand it over
/// to an invocation of its own. Refusals are made here, in the message's own invocation;
/// [HandoverHandler] is the receiving end.
final class MessageHandler {

  /// API Gateway waits 29 seconds for the response of a route.
  private static final Duration WAIT = Duration.ofSeconds(27);

  private static final String NOT_RUNNING = "No answer of this id is running on this connection.";

  private final Authenticator auth;
  private final ModelAliases aliases;
  private final WebSocketConnections connections;
  private final RequestRateLimiter requestRateLimiter;
  private final AdmissionControl admission;
  private final WebSocketAnswers answers;
  private final PromptParts promptParts;
  private final PromptPartHandler parts;
  private final HandoverSender handoverSender;
  private final ProblemLog problemLog;

  MessageHandler(
      Authenticator auth,
      ModelAliases aliases,
      WebSocketConnections connections,
      RequestRateLimiter requestRateLimiter,
      AdmissionControl admission,
      WebSocketAnswers answers,
      PromptParts promptParts,
      Duration timeout,
      HandoverSender handoverSender,
      ProblemLog problemLog) {
    this.auth = auth;
    this.aliases = aliases;
    this.connections = connections;
    this.requestRateLimiter = requestRateLimiter;
    this.admission = admission;
    this.answers = answers;
    this.promptParts = promptParts;
    this.parts = new PromptPartHandler(promptParts, this::invoke, timeout);
    this.handoverSender = handoverSender;
    this.problemLog = problemLog;
  }

  /// Handles one message and sends the immediate reply, if there is one.
  void handle(WebSocketEvent.MessageReceived messageReceived, WebSocketResponse back)
      throws IOException {
    reply(handled(messageReceived), messageReceived.requestId(), back);
  }

  private MessageReply handled(WebSocketEvent.MessageReceived messageReceived) {
    try {
      return dispatch(messageReceived);
    } catch (RuntimeException e) {
      return new MessageReply.Refused(
          ProblemLog.ofException(e), messageReceived.message().answerId());
    }
  }

  private void reply(MessageReply reply, RequestId requestId, WebSocketResponse back)
      throws IOException {
    switch (reply) {
      case MessageReply.Nothing() -> back.empty();
      case MessageReply.Pong() -> back.message(WebSocketMessages.pong());
      case MessageReply.Failed(Problem problem, String id) ->
          back.message(WebSocketMessages.refusal(problem, id, requestId, JsonObject.EMPTY));
      case MessageReply.Refused(
              Problem problem,
              String id,
              var customer,
              var model,
              var limits) -> {
        problemLog.report(new RefusedRequest(problem, requestId, customer, model));
        back.message(WebSocketMessages.refusal(problem, id, requestId, limits));
      }
    }
  }

  private MessageReply dispatch(WebSocketEvent.MessageReceived messageReceived) {
    return switch (messageReceived.message()) {
      case WebSocketMessage.Ping() -> new MessageReply.Pong();
      case WebSocketMessage.Invalid(Problem problem, String id) ->
          new MessageReply.Refused(problem, id);
      case WebSocketMessage.Invoke(ClientAnswerId id, Payload body) ->
          fromOwner(
              messageReceived,
              id,
              (message, _) -> invoke(message, new Handover.Prompt.Message(body)));
      case WebSocketMessage.Part(ClientAnswerId id, PromptPart part) ->
          fromOwner(
              messageReceived,
              id,
              (message, verifiedCredential) -> addPart(message, verifiedCredential, part));
      case WebSocketMessage.Stop(ClientAnswerId id) -> fromOwner(messageReceived, id, this::stop);
    };
  }

  private interface Step {

    MessageReply run(AuthenticatedMessage message, VerifiedCredential verifiedCredential);
  }

  // Checked with every message: a key can be revoked while its connection is open.
  private MessageReply fromOwner(
      WebSocketEvent.MessageReceived messageReceived, ClientAnswerId id, Step next) {
    Deadline until = Deadline.in(WAIT, connections.clock());
    Optional<WebSocketConnections.Owner> owner =
        CallDeadline.within(until, () -> connections.find(messageReceived.connection()));
    Optional<VerifiedCredential> pass =
        owner.flatMap(known -> VerifiedCredential.parse(known.credential()));
    if (owner.isEmpty() || pass.isEmpty()) {
      return MessageReply.refused(Problem.of(ErrorCode.UNAUTHENTICATED), id);
    }
    return switch (CallDeadline.within(until, () -> auth.reauthenticate(pass.get()))) {
      case AuthenticationResult.Known(Customer customer, _) -> {
        WebSocketAnswerKey key = key(messageReceived, id, owner.get());
        yield attempt(
            new AuthenticatedMessage(customer, key, messageReceived.function(), until),
            pass.get(),
            next);
      }
      case AuthenticationResult.Refused(Problem problem, Optional<CustomerId> customer) -> {
        MessageReply.Refused refused = MessageReply.refused(problem, id);
        yield customer.map(refused::by).orElse(refused);
      }
    };
  }

  private MessageReply attempt(
      AuthenticatedMessage message, VerifiedCredential verifiedCredential, Step next) {
    CustomerId customer = message.customer().id();
    try {
      MessageReply reply = next.run(message, verifiedCredential);
      return reply instanceof MessageReply.Refused refused ? refused.by(customer) : reply;
    } catch (RuntimeException e) {
      return MessageReply.refused(ProblemLog.ofException(e), message.answer().id()).by(customer);
    } finally {
      auth.recordLastUse(verifiedCredential);
    }
  }

  private MessageReply addPart(
      AuthenticatedMessage message, VerifiedCredential verifiedCredential, PromptPart part) {
    return requestRateLimiter
        .count(message.customer(), verifiedCredential, RateLimit.PROMPT_PARTS_PER_MINUTE)
        .<MessageReply>map(problem -> MessageReply.refused(problem, message.answer().id()))
        .orElseGet(() -> parts.take(message, part));
  }

  private MessageReply stop(AuthenticatedMessage message, VerifiedCredential verifiedCredential) {
    return requestRateLimiter
        .countStop(message.customer(), verifiedCredential)
        .<MessageReply>map(problem -> MessageReply.refused(problem, message.answer().id()))
        .orElseGet(() -> stop(message));
  }

  MessageReply invoke(AuthenticatedMessage message, Handover.Prompt prompt) {
    return switch (parsed(message, body(message, prompt))) {
      case ParsedRequest.Invalid(Problem problem) -> refuse(message, prompt, problem);
      case ParsedRequest.Valid(ModelRequest modelRequest) -> guard(message, prompt, modelRequest);
    };
  }

  private ParsedRequest parsed(AuthenticatedMessage message, Payload body) {
    return aliases.haveOtherTargets()
        ? FallbackMessageReader.read(
            body,
            new CallModelResolver(
                aliases, target -> admission.isUsable(message.customer(), target)))
        : ModelRequestReader.readMessage(body, aliases);
  }

  private MessageReply guard(
      AuthenticatedMessage message, Handover.Prompt prompt, ModelRequest modelRequest) {
    Optional<Problem> problem = admission.guardrailProblem(message.customer(), modelRequest);
    return problem.isPresent()
        ? refuse(message, prompt, problem.get())
        : accept(message, prompt, admission.prepared(message.customer(), modelRequest));
  }

  MessageReply stop(AuthenticatedMessage message) {
    return answers.stop(message.answer())
        ? new MessageReply.Nothing()
        : MessageReply.refused(Problem.of(ErrorCode.NOT_FOUND, NOT_RUNNING), message.answer().id());
  }

  private Payload body(AuthenticatedMessage message, Handover.Prompt prompt) {
    return switch (prompt) {
      case Handover.Prompt.Message(Payload body) -> body;
      case Handover.Prompt.Parts _ -> promptParts.assemble(message.answer());
    };
  }

  // The id is registered before the request is counted, so that a repeated id costs nothing.
  private MessageReply accept(
      AuthenticatedMessage message, Handover.Prompt prompt, ModelRequest modelRequest) {
    return switch (prompt) {
      case Handover.Prompt.Message _ ->
          answers.accept(message.answer())
              ? admit(message, prompt, modelRequest)
              : MessageReply.refused(Problem.of(ErrorCode.DUPLICATE_ID), message.answer().id());
      case Handover.Prompt.Parts _ ->
          answers.acceptGathered(message.answer())
              ? admit(message, prompt, modelRequest)
              // Another invocation also saw all parts, and was first.
              : new MessageReply.Nothing();
    };
  }

  private MessageReply admit(
      AuthenticatedMessage message, Handover.Prompt prompt, ModelRequest modelRequest) {
    WebSocketAnswerKey answer = message.answer();
    return switch (CallDeadline.within(
        message.deadline(), () -> admission(message, modelRequest))) {
      case Admission.Refused(Problem problem, var headers) -> {
        answers.release(answer);
        forget(message, prompt);
        yield MessageReply.refused(problem, answer.id())
            .forModel(modelRequest.model())
            .with(LimitsJson.of(headers));
      }
      case Admission.Admitted(Permit permit, var headers) ->
          handOver(
              message,
              prompt,
              handoverSender.exchange(message, modelRequest, permit),
              LimitsJson.of(headers));
    };
  }

  private Admission admission(AuthenticatedMessage message, ModelRequest modelRequest) {
    WebSocketAnswerKey answer = message.answer();
    return admission.admitOnConnection(
        answer.webSocketConnection().id(), message.customer(), answer.requestId(), modelRequest);
  }

  private MessageReply handOver(
      AuthenticatedMessage message,
      Handover.Prompt prompt,
      AdmittedExchange admittedExchange,
      JsonObject limits) {
    Optional<Problem> problem = handoverSender.send(message, admittedExchange, prompt, limits);
    if (problem.isEmpty()) {
      return new MessageReply.Nothing();
    }
    forget(message, prompt);
    return new MessageReply.Failed(problem.get(), message.answer().id().value());
  }

  private MessageReply refuse(
      AuthenticatedMessage message, Handover.Prompt prompt, Problem problem) {
    if (prompt instanceof Handover.Prompt.Parts) {
      promptParts.abandon(message.answer());
    }
    return MessageReply.refused(problem, message.answer().id());
  }

  private void forget(AuthenticatedMessage message, Handover.Prompt prompt) {
    if (prompt instanceof Handover.Prompt.Parts) {
      promptParts.delete(message.answer());
    }
  }

  private static WebSocketAnswerKey key(
      WebSocketEvent.MessageReceived messageReceived,
      ClientAnswerId id,
      WebSocketConnections.Owner connectionOwner) {
    return new WebSocketAnswerKey(
        messageReceived.connection(), id, messageReceived.requestId(), connectionOwner.expiresAt());
  }
}
