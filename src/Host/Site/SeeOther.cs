namespace Bluelamp.Host.Site;

/// <summary>
/// A form that was sent leads on with 303, which says "read this next" (RFC 9110 §15.4.4); the framework's own 302 leaves open whether the form is
/// sent again there.
/// </summary>
internal static class SeeOther
{
    public static void UseSeeOther(this IApplicationBuilder app) =>
        app.Use(
            static (http, next) =>
            {
                if (HttpMethods.IsPost(http.Request.Method))
                    http.Response.OnStarting(AnswerAsync, http.Response);
                return next(http);
            }
        );

    private static Task AnswerAsync(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status302Found)
            response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    }
}
