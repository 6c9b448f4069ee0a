package dev.streambed.cdk;

/** Whether Bedrock caches prompts whose callers have not asked for it. */
public enum PromptCaching {
  /** Only where callers mark a prompt for it. */
  OFF,
  /**
   * In requests that the function translates to Converse, for models that cache prompts and whose
   * caches have prices.
   */
  AUTOMATIC
}
