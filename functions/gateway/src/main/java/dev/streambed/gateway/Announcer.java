package dev.streambed.gateway;

import dev.streambed.gateway.limit.Claim;
import dev.streambed.gateway.limit.Crossing;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.Milestone;
import dev.streambed.gateway.limit.Thresholds;
import dev.streambed.gateway.push.Persistence;
import dev.streambed.gateway.push.Topic;
import dev.streambed.gateway.sdk.SdkFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/// Tells the team when a customer has come to a threshold of its budget, once its books are closed.
/// Thread-safe.
record Announcer(Thresholds thresholds, Lazy<Topic> topic, Faults faults)
    implements Consumer<Milestone> {

  /// A connection may have died while the function was frozen; the invocation ends later for it.
  private static final Persistence POSTS =
      new Persistence(2, Duration.ofMillis(100), Duration.ofMillis(100));

  /// Tells nobody when the settings name no topic.
  static Consumer<Milestone> of(
      Settings settings, LimitsTable table, InstantSource clock, Faults faults) {
    if (settings.budgetTopic().isEmpty()) {
      return _ -> {};
    }
    Lazy<Topic> topic = new Lazy<>(() -> topic(settings));
    return new Announcer(new Thresholds(table, clock), topic, faults);
  }

  /// Announces what the customer has come to. Does not fail: what could not be announced is tried
  /// again with a later settlement.
  @Override
  public void accept(Milestone milestone) {
    try {
      thresholds.claim(milestone).ifPresent(this::announce);
    } catch (SdkException e) {
      faults.unannounced(milestone.customer(), SdkFailure.nameOf(e));
    } catch (RuntimeException e) {
      // The answer is out and its books are closed.
      faults.unannounced(milestone.customer(), Faults.internal(e).cause());
    }
  }

  private void announce(Claim claim) {
    for (Crossing crossing : claim.crossings()) {
      BudgetNotice notice = BudgetNotice.of(crossing);
      Optional<String> failure = topic.get().publish(notice.subject(), notice.message());
      if (failure.isPresent()) {
        faults.unannounced(crossing.customer(), failure.get());
        return;
      }
      thresholds.announced(claim, crossing);
    }
  }

  private static Topic topic(Settings settings) {
    AwsSettings aws = settings.aws();
    return new Topic(Clients.of(aws).posts(), aws.endpoints(), POSTS, settings.budgetTopic());
  }
}
