package dev.imageclassifier.web.http.result;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * The query parameter {@code top_k}. The classifier decides how many predictions a result has; this
 * parameter only removes the last ones from a response.
 */
public record TopK(int max) {
  private static final String PARAMETER = "top_k";
  private static final int LIMIT = 1000;

  /**
   * Parses the query.
   *
   * @throws ProblemException if the query has another parameter, {@code top_k} twice, or a value
   *     that is not a whole number from 1 to 1000
   */
  public static TopK of(Exchange exchange) throws ProblemException {
    Fields query = Request.extractQueryParameters(exchange.request());
    for (Fields.Field field : query) {
      if (!field.getName().equals(PARAMETER) || field.getValues().size() > 1) {
        throw new ProblemException(
            Problem.badRequest("The only query parameter is 'top_k', at most once."));
      }
    }
    String value = query.getValue(PARAMETER);
    if (value == null) {
      return new TopK(LIMIT);
    }
    int max = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
    if (max < 1 || max > LIMIT) {
      throw new ProblemException(
          Problem.badRequest("'top_k' must be a whole number from 1 to %d.".formatted(LIMIT)));
    }
    return new TopK(max);
  }

  /** The result with at most {@code max} predictions. */
  ClassificationResult limit(ClassificationResult result) {
    if (result.predictions().size() <= max) {
      return result;
    }
    return new ClassificationResult(
        result.imageId(),
        result.predictions().subList(0, max),
        result.model(),
        result.image(),
        result.source(),
        result.timing());
  }
}
