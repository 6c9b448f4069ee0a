package dev.streambed.cli.aws;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What the SDK's exceptions mean to the person who asked.
public final class SdkExceptionMessages {

  private static final Pattern ACTION =
      Pattern.compile("perform: ([a-z0-9-]{1,40}:[A-Za-z]{1,60})\\b");

  private SdkExceptionMessages() {}

  public static String messageOf(SdkException failure) {
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return ofService(service, service.awsErrorDetails());
    }
    return isNetworks(failure)
        ? "AWS cannot be reached: is there a network, and is the region right?"
        : "the request could not be made (" + failure.getClass().getSimpleName() + ")";
  }

  private static String ofService(AwsServiceException failure, AwsErrorDetails details) {
    String code = details.errorCode();
    return AwsErrorMessages.messageOf(
        code == null ? "HTTP " + failure.statusCode() : code, action(details.errorMessage()));
  }

  private static Optional<String> action(@Nullable String message) {
    Matcher found = ACTION.matcher(message == null ? "" : message);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static boolean isNetworks(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
