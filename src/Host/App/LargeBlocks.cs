using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Bluelamp.Host.App;

/// <summary>
/// What the server reads requests into. Its own blocks hold 4 KB, so that a film of two gigabytes takes half a million calls of the system to read; with
/// these it is a sixteenth.
/// </summary>
internal sealed class LargeBlocks : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private const int BlockBytes = 64 * 1024;

        /// <summary>What a burst leaves; the rest is collected.</summary>
        private const int MostKept = 128;

        private readonly ConcurrentQueue<Block> _free = new();

        public override int MaxBufferSize => BlockBytes;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
            var block = _free.TryDequeue(out var free) ? free : new Block(this);
            block.IsOut = true;
            return block;
        }

        protected override void Dispose(bool disposing) => _free.Clear();

        /// <summary>Comes back when it is disposed of, and is handed out again.</summary>
        private sealed class Block(Pool pool) : IMemoryOwner<byte>
        {
            private bool _isOut;

            /// <summary>It never moves, so that the system may write into it.</summary>
            public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

            /// <summary>Somebody has it. A block that came back twice would be two people's at once.</summary>
            public bool IsOut
            {
                get => Volatile.Read(ref _isOut);
                set => Volatile.Write(ref _isOut, value);
            }

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _isOut, value: false) && pool._free.Count < MostKept)
                    pool._free.Enqueue(this);
            }
        }
    }
}
