namespace Bluelamp.Host.Site;

/// <summary>
/// A form that was sent leads on with 303, which says "read this next" (RFC 9110 §15.4.4); the framework's own 302 leaves open whether the form is
/// sent again there. So does a page that led its reader elsewhere before it drew its form, such as one whose draft was sent already: the framework looks
/// for the form, does not find it and would refuse what was sent.
/// </summary>
internal static class SeeOther
{
    /// <summary>Stands within the error pages, so that no page of a refusal is shown where the reader is led on.</summary>
    public static void UseSeeOther(this IApplicationBuilder app) =>
        app.Use(
            static async (http, next) =>
            {
                if (!HttpMethods.IsPost(http.Request.Method))
                {
                    await next(http);
                    return;
                }

                http.Response.OnStarting(static response => AnswerAsync((HttpResponse)response), http.Response);
                await next(http);
                await AnswerAsync(http.Response);
            }
        );

    private static Task AnswerAsync(HttpResponse response)
    {
        if (!response.HasStarted && LeadsOn(response))
            response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    }

    private static bool LeadsOn(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status302Found
        || (response.StatusCode == StatusCodes.Status400BadRequest && response.Headers.Location.Count > 0);
}
