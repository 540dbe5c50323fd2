package io.metrify.connector.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what kind of failure a request to a store ended in. */
final class StoreFailure {

    /** Of these a store says that the request may work when it is sent again. */
    private static final Set<Integer> TRANSIENT_STATUS = Set.of(429, 500, 502, 503, 504);

    /** Client errors by status that are none: the store waited too long, the request was damaged, or two met. */
    private static final Set<String> TRANSIENT_CODES = Set.of(
            "RequestTimeout", "RequestTimeTooSkewed", "BadDigest", "ConditionalRequestConflict", "OperationAborted");

    /** The store refused before doing anything. */
    private static final Set<Integer> UNTOUCHED_STATUS = Set.of(429, 503);

    private StoreFailure() {}

    static boolean isTransient(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return TRANSIENT_STATUS.contains(answer.statusCode()) || TRANSIENT_CODES.contains(code(answer));
        }
        return isTimeout(failure) || cause(failure, IOException.class) || failure instanceof NotAStoreException;
    }

    /** Whether a write that ended so may have taken effect all the same. */
    static boolean isEffectUnknown(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return TRANSIENT_STATUS.contains(answer.statusCode()) && !UNTOUCHED_STATUS.contains(answer.statusCode());
        }
        return !cause(failure, ConnectException.class) && !cause(failure, UnknownHostException.class);
    }

    static boolean isMissing(AwsServiceException answer) {
        return answer.statusCode() == 404 && !"NoSuchBucket".equals(code(answer));
    }

    /** The failure as the end of a sentence, with a remedy; never with anything the store echoes. */
    static String explain(Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            String said = answer.statusCode() + " " + code(answer);
            return switch (answer.statusCode()) {
                case 301, 307, 400 -> "was not understood (" + said + "); check endpoint, region and bucket";
                case 401, 403 -> "was refused (" + said + "); check the credentials and their rights on the bucket";
                case 404 ->
                    "found nothing (" + said + "); check that the bucket exists, and read by a newer"
                            + " snapshot what was vacuumed or erased";
                case 412 -> "came too late (" + said + "): the object was changed meanwhile; start again";
                default -> "failed (" + said + "); the store is busy or broken, try again later";
            };
        }
        if (isTimeout(failure)) {
            return "was not answered in time; the store is busy or out of reach, try again later";
        }
        if (failure instanceof SdkException || failure instanceof NotAStoreException) {
            return "got no proper answer (" + failure.getMessage() + "); check the endpoint and the network";
        }
        return "failed (" + failure + ")";
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof ApiCallAttemptTimeoutException || failure instanceof ApiCallTimeoutException;
    }

    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null ? "no code" : Objects.requireNonNullElse(details.errorCode(), "no code");
    }

    private static boolean cause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Something answered in the store's place: a proxy, a login page. */
    static final class NotAStoreException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotAStoreException(String message) {
            super(message);
        }
    }
}
