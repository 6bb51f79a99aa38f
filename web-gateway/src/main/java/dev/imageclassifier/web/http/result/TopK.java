package dev.imageclassifier.web.http.result;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * The query parameter {@code top_k}: so many predictions at most. The pipeline decides how many
 * there are; this leaves some out.
 */
public record TopK(int most) {
  private static final int ALL = 1000;

  /**
   * Reads the query.
   *
   * @throws ProblemException when it says something else than a number from 1 to 1000, once
   */
  public static TopK of(Exchange exchange) throws ProblemException {
    Fields query = Request.extractQueryParameters(exchange.request());
    for (Fields.Field field : query) {
      if (!field.getName().equals("top_k") || field.getValues().size() > 1) {
        throw new ProblemException(
            Problem.badRequest("The query takes 'top_k' once and nothing else."));
      }
    }
    String text = query.getValue("top_k");
    return new TopK(
        text == null ? ALL : number(text).orElseThrow(() -> new ProblemException(problem())));
  }

  /**
   * For addresses that have no query.
   *
   * @throws ProblemException when there is one
   */
  public static void refuseQuery(Exchange exchange) throws ProblemException {
    if (exchange.request().getHttpURI().getQuery() != null) {
      throw new ProblemException(Problem.badRequest("This address takes no query."));
    }
  }

  private static Optional<Integer> number(String text) {
    if (!text.matches("[0-9]{1,4}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number >= 1 && number <= ALL ? Optional.of(number) : Optional.empty();
  }

  private static Problem problem() {
    return Problem.badRequest("'top_k' must be a whole number from 1 to " + ALL + ".");
  }

  public ClassificationResult of(ClassificationResult result) {
    if (result.predictions().size() <= most) {
      return result;
    }
    return new ClassificationResult(
        result.imageId(),
        result.predictions().subList(0, most),
        result.model(),
        result.image(),
        result.source(),
        result.timing());
  }
}
