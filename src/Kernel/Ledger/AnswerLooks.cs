using Microsoft.AspNetCore.Http;

namespace Bluelamp.Kernel;

/// <summary>
/// The looks of one answer, written in one step when it is about to leave: its first byte waits until all of them are durable, and nothing of it
/// leaves when one cannot be written. What is looked at after that, as in an export, is written before it is handed over.
/// </summary>
internal sealed class AnswerLooks
{
    private static readonly AsyncLocal<AnswerLooks?> Here = new();
    private readonly Lock _lock = new();
    private List<Look>? _looks = [];

    /// <summary>Takes a look that the answer at hand will write; false when there is none, or when it is leaving already.</summary>
    public static bool Take(Look look) => Here.Value?.Add(look) ?? false;

    private bool Add(Look look)
    {
        lock (_lock)
        {
            _looks?.Add(look);
            return _looks is not null;
        }
    }

    private List<Look> Leave()
    {
        lock (_lock)
        {
            var looks = _looks ?? [];
            _looks = null;
            return looks;
        }
    }

    /// <summary>Gathers the looks of every answer of the site. Stands before the endpoints.</summary>
    internal sealed class Middleware(RequestDelegate next, ConsultationLog log)
    {
        public async Task InvokeAsync(HttpContext http)
        {
            var looks = new AnswerLooks();
            Here.Value = looks;
            http.Response.OnStarting(() => log.WriteAsync(looks.Leave(), CancellationToken.None));
            await next(http);
        }
    }
}
