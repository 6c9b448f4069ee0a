package dev.streambed.gateway.maintenance;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.domain.Lazy;
import dev.streambed.gateway.limit.BudgetNoticeCoordinator;
import dev.streambed.gateway.limit.CustomerLimits;
import dev.streambed.gateway.limit.ShardThresholdReached;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.push.RetryPolicy;
import dev.streambed.gateway.push.ServiceEndpoints;
import dev.streambed.gateway.push.SnsTopic;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Sends a notification when a customer has reached a budget threshold, after an answer is recorded
/// and settled. Thread-safe.
public record BudgetNotifier(
    BudgetNoticeCoordinator budgetNoticeCoordinator, Lazy<SnsTopic> topic, ProblemLog problemLog)
    implements Consumer<ShardThresholdReached> {

  /// A retry, since a connection may have been lost while the function was frozen. It delays the
  /// end of the invocation.
  private static final RetryPolicy POSTS =
      new RetryPolicy(2, Duration.ofMillis(100), Duration.ofMillis(100));

  /// Sends nothing when the settings have no topic.
  public static Consumer<ShardThresholdReached> of(
      Settings settings, SignedPost posts, CustomerLimits limits, ProblemLog problemLog) {
    if (settings.budgetTopic().isEmpty()) {
      return _ -> {};
    }
    Lazy<SnsTopic> topic = new Lazy<>(() -> topic(settings, posts));
    return new BudgetNotifier(limits.thresholds(), topic, problemLog);
  }

  /// Announces the thresholds that the customer has reached. Does not throw: what could not be
  /// announced is retried with a later settlement.
  @Override
  public void accept(ShardThresholdReached shardThresholdReached) {
    try {
      budgetNoticeCoordinator.claim(shardThresholdReached).ifPresent(this::announce);
    } catch (AwsException e) {
      problemLog.budgetNoticeFailed(shardThresholdReached.customer(), e.errorName());
    } catch (RuntimeException e) {
      // The answer was delivered and its usage recorded.
      problemLog.budgetNoticeFailed(
          shardThresholdReached.customer(), ProblemLog.internal(e).cause());
    }
  }

  private void announce(BudgetNoticeCoordinator.Claim noticeClaim) {
    for (BudgetNoticeCoordinator.Crossing thresholdCrossing : noticeClaim.crossings()) {
      BudgetNotice notice = BudgetNotice.of(thresholdCrossing);
      Optional<String> failure = topic.get().publish(notice.subject(), notice.message());
      if (failure.isPresent()) {
        problemLog.budgetNoticeFailed(thresholdCrossing.customer(), failure.get());
        return;
      }
      budgetNoticeCoordinator.markAnnounced(noticeClaim, thresholdCrossing);
    }
  }

  private static SnsTopic topic(Settings settings, SignedPost posts) {
    return new SnsTopic(posts, new ServiceEndpoints(settings.aws()), POSTS, settings.budgetTopic());
  }
}
